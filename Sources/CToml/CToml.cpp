#include "CToml.h"

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

struct ctoml_document {
  toml::table root;
  std::vector<ctoml_node> nodes;
  std::string error;
  bool failed = false;
  uint32_t line = 0, column = 0;
};

namespace {

void append(std::vector<ctoml_node> &nodes, const toml::key *key, const toml::node &value, int depth) {
  ctoml_node node{};
  node.depth = depth;
  const toml::source_region &source = key ? key->source() : value.source();
  node.line = source.begin.line;
  node.column = source.begin.column;
  if (key) {
    node.key = key->str().data();
    node.key_length = key->str().size();
  }
  switch (value.type()) {
    case toml::node_type::table: node.kind = CTOML_TABLE; break;
    case toml::node_type::array: node.kind = CTOML_ARRAY; break;
    case toml::node_type::string: {
      const std::string &text = value.as_string()->get();
      node.kind = CTOML_STRING;
      node.string = text.data();
      node.string_length = text.size();
      break;
    }
    case toml::node_type::integer:
      node.kind = CTOML_INTEGER;
      node.integer = value.as_integer()->get();
      break;
    case toml::node_type::floating_point:
      node.kind = CTOML_FLOAT;
      node.real = value.as_floating_point()->get();
      break;
    case toml::node_type::boolean:
      node.kind = CTOML_BOOLEAN;
      node.boolean = value.as_boolean()->get();
      break;
    default: node.kind = CTOML_DATE; break;
  }
  nodes.push_back(node);
  if (const toml::table *table = value.as_table()) {
    for (auto &&[child_key, child] : *table) append(nodes, &child_key, child, depth + 1);
  } else if (const toml::array *array = value.as_array()) {
    for (const toml::node &child : *array) append(nodes, nullptr, child, depth + 1);
  }
}

}  // namespace

ctoml_document *ctoml_parse(const char *bytes, size_t length) {
  auto *document = new (std::nothrow) ctoml_document;
  if (!document) return nullptr;
  try {
    document->root = toml::parse(std::string_view{bytes, length});
    append(document->nodes, nullptr, document->root, 0);
  } catch (const toml::parse_error &error) {
    document->failed = true;
    document->error = std::string{error.description()};
    document->line = error.source().begin.line;
    document->column = error.source().begin.column;
  } catch (const std::exception &error) {
    document->failed = true;
    document->error = error.what();
  }
  return document;
}

void ctoml_free(ctoml_document *document) { delete document; }

const char *ctoml_error(const ctoml_document *document, uint32_t *line, uint32_t *column) {
  if (!document->failed) return nullptr;
  *line = document->line;
  *column = document->column;
  return document->error.c_str();
}

size_t ctoml_count(const ctoml_document *document) { return document->nodes.size(); }
const ctoml_node *ctoml_nodes(const ctoml_document *document) { return document->nodes.data(); }
