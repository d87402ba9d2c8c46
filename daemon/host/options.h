// OptionSchema and OptionSet: the settings and request options of an extractor, checked and flattened.
//
// A schema is the JSON Schema (draft 7, but for regular expressions) of the extractor's manifest. Checking a JSON object against it
// fills in the defaults of its properties, also of objects in it and in its arrays, and flattens the leaves to sorted paths
// ("speakers.max", "verbs.0") as lector_option has them.
#ifndef LECTOR_DAEMON_HOST_OPTIONS_H_
#define LECTOR_DAEMON_HOST_OPTIONS_H_

#include <lector/plugin.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"

namespace lector::host {

// Immutable; the views of `flat()` point into the set, which can be moved but not copied.
class OptionSet {
 public:
  OptionSet() = default;
  OptionSet(OptionSet&&) = default;
  OptionSet& operator=(OptionSet&&) = default;

  const std::string& json() const { return *json_; }
  const std::vector<lector_option>& flat() const { return flat_; }

 private:
  friend class OptionSchema;
  std::unique_ptr<std::string> json_ = std::make_unique<std::string>("{}");
  std::deque<std::string> strings_;  // paths and values: a deque does not move its elements
  std::vector<lector_option> flat_;
};

// Thread-safe.
class OptionSchema {
 public:
  OptionSchema();  // takes the empty object only
  ~OptionSchema();
  OptionSchema(OptionSchema&&) noexcept;
  OptionSchema& operator=(OptionSchema&&) noexcept;

  // INVALID_ARGUMENT: not a JSON Schema of an object, or one with a regular expression ("pattern", "patternProperties").
  static Result<OptionSchema> Parse(const std::string& schema_json);

  // `json`: an object; empty: {}. INVALID_ARGUMENT (reason INVALID_OPTION) with the path of what is wrong in field();
  // a misspelt name is answered with the nearest one.
  Result<OptionSet> Check(const std::string& json) const;

  const std::string& text() const;  // as given; empty: there are no options

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace lector::host
#endif  // LECTOR_DAEMON_HOST_OPTIONS_H_
