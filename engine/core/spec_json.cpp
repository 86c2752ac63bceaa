#include "engine/core/spec_json.h"
