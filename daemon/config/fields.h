// Fields: every key of the configuration file, once: where it lies in Config, and what it may be. Reading, checking, printing
// and the help are driven by this one list.
#ifndef LECTOR_DAEMON_CONFIG_FIELDS_H_
#define LECTOR_DAEMON_CONFIG_FIELDS_H_

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/config/config.h"

namespace lector::config {

struct Integer {
  uint32_t* value;
  uint32_t min, max;
};

struct Choice {
  std::string* value;
  std::vector<std::string_view> values;
};

struct Field {
  std::string_view key;  // "engine.threads"
  std::variant<bool*, Integer, std::string*, Choice, std::vector<std::string>*> target;
};

// In the order in which they are printed; fields of one section stand together. Points into `config`.
std::vector<Field> Fields(Config& config);

}  // namespace lector::config
#endif  // LECTOR_DAEMON_CONFIG_FIELDS_H_
