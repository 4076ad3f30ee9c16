#include "CToml.h"
#include <toml++/toml.h>
