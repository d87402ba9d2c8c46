// The package that the dictionary of Russian comes from.
#include <string>

#include "daemon/models/compile.h"
#include "daemon/models/dictionary.h"
#include "daemon/text/ru/dictionary_format.h"

namespace lector::models {
namespace {

constexpr char kData[] = "pymorphy3_dicts_ru/data/";

bool Wanted(std::string_view member) {
  return member.starts_with(kData) && (member.ends_with("dawg") || member.ends_with(".array") || member.ends_with(".json"));
}

Status Compile(const Archive& wheel, text::ModelFileWriter& out) {
  DictionarySources sources;
  const std::pair<const char*, std::string_view*> members[] = {{"words.dawg", &sources.words},
                                                               {"paradigms.array", &sources.paradigms},
                                                               {"suffixes.json", &sources.suffixes},
                                                               {"gramtab-opencorpora-int.json", &sources.tags},
                                                               {"p_t_given_w.intdawg", &sources.probabilities},
                                                               {"prediction-suffixes-0.dawg", &sources.endings[0]},
                                                               {"prediction-suffixes-1.dawg", &sources.endings[1]},
                                                               {"prediction-suffixes-2.dawg", &sources.endings[2]}};
  for (const auto& [name, out_view] : members) {
    const auto member = wheel.Member(std::string(kData) + name);
    if (!member.ok()) return member.status();
    *out_view = {reinterpret_cast<const char*>(member->data()), member->size()};
  }
  return CompileDictionary(sources, out);
}

Result<std::string> Notice(const Archive&) {
  return std::string(
      "morph.ru.bin is compiled from the OpenCorpora dictionary, revision 417150, as packed in pymorphy3-dicts-ru\n"
      "2.4.417150.4580142 (https://pypi.org/project/pymorphy3-dicts-ru/, https://opencorpora.org).\n\n"
      "The data are licensed under Creative Commons Attribution-ShareAlike 3.0 Unported\n"
      "(https://creativecommons.org/licenses/by-sa/3.0/) by the contributors of OpenCorpora. This compiled form is an adaptation\n"
      "under the same licence: it may be shared only with this attribution and under these terms.\n");
}

}  // namespace

const Package kDictionaryPackage = {"pymorphy3-dicts-ru",
                                    "2.4.417150.4580142",
                                    "718bac64c73c10c16073a199402657283d9b64c04188b694f6d3e9b0d85440f4",
                                    text::ru::kDictionaryFile,
                                    text::ru::kDictionaryKind,
                                    text::ru::kDictionaryVersion,
                                    Compile,
                                    Wanted,
                                    "Russian: lemmas, features, all readings of a word, inflection",
                                    Notice};

}  // namespace lector::models
