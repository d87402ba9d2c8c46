// Paradigms: the forms, endings and tags of the dictionary, numbered through, in the shape of the compiled file.
#ifndef LECTOR_DAEMON_MODELS_PARADIGMS_H_
#define LECTOR_DAEMON_MODELS_PARADIGMS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/text/model_file.h"
#include "daemon/text/ru/dictionary_format.h"

namespace lector::models {

class Paradigms {
 public:
  // Also makes the paradigms that the dictionary has no words of: initials, numbers, Latin words, ...
  static Result<Paradigms> Read(std::string_view paradigms, std::string_view suffixes_json, std::string_view tags_json);

  // The number of a form among all; false: there is no such.
  bool Number(uint32_t paradigm, uint32_t form, uint32_t* number) const;
  const text::ru::DictionaryForm& form(uint32_t number) const { return forms_[number]; }
  const text::ru::DictionaryGrammar& grammar(uint32_t form) const { return grammars_[forms_[form].grammar]; }
  const std::string& tag(uint32_t form) const { return tags_[grammar(form).tag]; }
  // Place of a tag among the tags; false: no form has it.
  bool FindTag(std::string_view tag, uint16_t* place) const;
  uint32_t first_initial() const { return first_initial_; }
  uint32_t initial_count() const { return initial_count_; }

  void Write(text::ModelFileWriter& writer) const;

 private:
  Status AddParadigm(const std::vector<uint16_t>& cells, size_t ending_count, size_t tag_count);
  void AddInvented();
  uint16_t Grammar(uint16_t tag, bool reflexive);

  std::vector<text::ru::DictionaryForm> forms_;
  std::vector<text::ru::DictionaryGrammar> grammars_;
  std::vector<uint32_t> first_form_;  // of each paradigm, and the end
  std::vector<std::string> endings_, tags_;
  std::map<std::pair<uint16_t, bool>, uint16_t> grammar_ids_;
  std::map<std::string, uint16_t> likeness_ids_;
  std::map<std::string, uint16_t, std::less<>> tag_ids_;
  uint32_t first_initial_ = 0, initial_count_ = 0;
};

inline constexpr std::string_view kParadigmPrefixes[text::ru::kPrefixCount] = {"", "по", "наи"};

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_PARADIGMS_H_
