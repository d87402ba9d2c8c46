#include "daemon/models/paradigms.h"

#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "daemon/models/grammar.h"

namespace lector::models {
namespace {

using text::ru::DictionaryForm;
using text::ru::DictionaryGrammar;

Status Damaged(const std::string& what) { return Status(Code::kInvalidArgument, what + " is damaged", "DAMAGED_DICTIONARY"); }

Result<std::vector<std::string>> ReadStrings(std::string_view json, const std::string& name) {
  const nlohmann::json list = nlohmann::json::parse(json, nullptr, false);
  if (!list.is_array() || list.size() > UINT16_MAX) return Damaged(name);
  std::vector<std::string> out;
  for (const nlohmann::json& item : list) {
    if (!item.is_string() || item.get_ref<const std::string&>().size() > UINT8_MAX) return Damaged(name);
    out.push_back(item.get<std::string>());
  }
  return out;
}

void WriteStrings(text::ModelFileWriter& writer, const std::string& name, const auto& strings) {
  std::string pool;
  std::vector<uint32_t> offsets = {0};
  for (const auto& string : strings) {
    pool += string;
    offsets.push_back(static_cast<uint32_t>(pool.size()));
  }
  writer.AddText(name + ".pool", pool);
  writer.Add(name + ".offsets", offsets);
}

bool EndsWith(std::string_view word, std::string_view end) { return word.ends_with(end); }

}  // namespace

Result<Paradigms> Paradigms::Read(std::string_view bytes, std::string_view suffixes_json, std::string_view tags_json) {
  Paradigms out;
  Result<std::vector<std::string>> endings = ReadStrings(suffixes_json, "suffixes.json");
  if (!endings.ok()) return endings.status();
  out.endings_ = *std::move(endings);
  Result<std::vector<std::string>> tags = ReadStrings(tags_json, "gramtab-opencorpora-int.json");
  if (!tags.ok()) return tags.status();
  out.tags_ = *std::move(tags);

  const auto read = [&](uint16_t* value) {
    if (bytes.size() < sizeof *value) return false;
    std::memcpy(value, bytes.data(), sizeof *value);
    bytes.remove_prefix(sizeof *value);
    return true;
  };
  uint16_t count = 0;
  if (!read(&count)) return Damaged("paradigms.array");
  for (uint16_t i = 0; i < count; ++i) {
    uint16_t length = 0;
    if (!read(&length) || length == 0 || length % 3 != 0) return Damaged("paradigms.array");
    std::vector<uint16_t> cells(length);
    for (uint16_t& cell : cells)
      if (!read(&cell)) return Damaged("paradigms.array");
    if (Status status = out.AddParadigm(cells, out.endings_.size(), out.tags_.size()); !status.ok()) return status;
  }
  if (!bytes.empty()) return Damaged("paradigms.array");
  out.AddInvented();
  out.first_form_.push_back(static_cast<uint32_t>(out.forms_.size()));
  for (size_t i = 0; i < out.tags_.size(); ++i) out.tag_ids_.emplace(out.tags_[i], static_cast<uint16_t>(i));
  if (out.forms_.size() > text::ru::kFormMask || out.grammars_.size() > UINT16_MAX || out.first_form_.size() > UINT16_MAX)
    return Status(Code::kOutOfRange, "the dictionary has more forms than its format can hold");
  return out;
}

Status Paradigms::AddParadigm(const std::vector<uint16_t>& cells, size_t ending_count, size_t tag_count) {
  const size_t size = cells.size() / 3;
  first_form_.push_back(static_cast<uint32_t>(forms_.size()));
  const auto paradigm = static_cast<uint16_t>(first_form_.size() - 1);
  for (size_t i = 0; i < size; ++i) {
    const uint16_t ending = cells[i], tag = cells[size + i], prefix = cells[2 * size + i];
    if (ending >= ending_count || tag >= tag_count || prefix >= text::ru::kPrefixCount) return Damaged("paradigms.array");
    const bool reflexive = EndsWith(endings_[cells[0]], "ся") || EndsWith(endings_[cells[0]], "сь");
    DictionaryForm form = {};
    form.grammar = Grammar(tag, reflexive);
    form.ending = ending;
    form.lemma_ending = cells[0];
    form.paradigm = paradigm;
    form.prefix = static_cast<uint8_t>(prefix);
    form.lemma_prefix = static_cast<uint8_t>(cells[2 * size]);
    forms_.push_back(form);
  }
  return Status();
}

// Paradigms without an ending, for what is no word of the dictionary: each kind of thing is one.
void Paradigms::AddInvented() {
  std::vector<std::vector<std::string>> invented;
  for (const char* type : {"Name", "Patr"}) {
    for (const char* gender : {"masc", "femn"}) {
      invented.emplace_back();
      for (const char* word_case : {"nomn", "gent", "datv", "accs", "ablt", "loct"})
        invented.back().push_back(std::string("NOUN,anim,") + gender + ",Sgtm," + type + ",Fixd,Abbr,Init sing," + word_case);
    }
  }
  initial_count_ = 24;
  first_initial_ = static_cast<uint32_t>(forms_.size());
  for (const char* tag : {"UNKN", "PNCT", "NUMB,intg", "NUMB,real", "ROMN", "LATN", "ADVB"}) invented.push_back({tag});
  uint16_t empty = 0;
  while (empty < endings_.size() && !endings_[empty].empty()) ++empty;
  if (empty == endings_.size()) endings_.emplace_back();
  for (const std::vector<std::string>& tags : invented) {
    first_form_.push_back(static_cast<uint32_t>(forms_.size()));
    for (const std::string& tag : tags) {
      uint16_t place = 0;
      while (place < tags_.size() && tags_[place] != tag) ++place;
      if (place == tags_.size()) tags_.push_back(tag);
      DictionaryForm form = {};
      form.grammar = Grammar(place, false);
      form.ending = form.lemma_ending = empty;
      form.paradigm = static_cast<uint16_t>(first_form_.size() - 1);
      forms_.push_back(form);
    }
  }
}

uint16_t Paradigms::Grammar(uint16_t tag, bool reflexive) {
  const auto [found, is_new] = grammar_ids_.try_emplace({tag, reflexive}, static_cast<uint16_t>(grammars_.size()));
  if (is_new) {
    DictionaryGrammar grammar = ReadTag(tags_[tag], reflexive);
    grammar.tag = tag;
    grammar.likeness =
        likeness_ids_.try_emplace(LikenessOf(tags_[tag]), static_cast<uint16_t>(likeness_ids_.size())).first->second;
    grammars_.push_back(grammar);
  }
  return found->second;
}

bool Paradigms::Number(uint32_t paradigm, uint32_t form, uint32_t* number) const {
  if (paradigm + 1 >= first_form_.size()) return false;
  *number = first_form_[paradigm] + form;
  return *number < first_form_[paradigm + 1];
}

bool Paradigms::FindTag(std::string_view tag, uint16_t* place) const {
  const auto found = tag_ids_.find(tag);
  if (found == tag_ids_.end()) return false;
  *place = found->second;
  return true;
}

void Paradigms::Write(text::ModelFileWriter& writer) const {
  writer.Add("forms", forms_);
  writer.Add("grammars", grammars_);
  writer.Add("paradigms", first_form_);
  WriteStrings(writer, "endings", endings_);
  WriteStrings(writer, "tags", tags_);
  WriteStrings(writer, "prefixes", kParadigmPrefixes);
}

}  // namespace lector::models
