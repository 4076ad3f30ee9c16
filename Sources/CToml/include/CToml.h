#pragma once
// toml++ behind a C interface: a document as one flat list of nodes, each with its place in the text.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum ctoml_kind {
  CTOML_TABLE,
  CTOML_ARRAY,
  CTOML_STRING,
  CTOML_INTEGER,
  CTOML_FLOAT,
  CTOML_BOOLEAN,
  /// A date or a time, which nothing here uses.
  CTOML_DATE,
};

/// One value. A table or an array is followed by its children, whose `depth` is one more.
struct ctoml_node {
  enum ctoml_kind kind;
  /// The root table has 0.
  int32_t depth;
  /// NULL for the root and in arrays; `key_length` bytes of UTF-8 otherwise.
  const char *key;
  size_t key_length;
  /// For a string, `string_length` bytes of UTF-8.
  const char *string;
  size_t string_length;
  int64_t integer;
  double real;
  bool boolean;
  /// Where the key stands, or in an array the value; from 1. 0 for the root.
  uint32_t line;
  uint32_t column;
};

struct ctoml_document;

/// Reads `length` bytes; the document holds the nodes or the error. NULL only without memory.
struct ctoml_document *ctoml_parse(const char *bytes, size_t length);
void ctoml_free(struct ctoml_document *document);

/// What is wrong with the text, and where; NULL where nothing is.
const char *ctoml_error(const struct ctoml_document *document, uint32_t *line, uint32_t *column);
size_t ctoml_count(const struct ctoml_document *document);
const struct ctoml_node *ctoml_nodes(const struct ctoml_document *document);

#ifdef __cplusplus
}
#endif
