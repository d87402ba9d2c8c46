#include "daemon/text/ru/dictionary.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace lector::text::ru {
namespace {

constexpr char kYo[] = "ё";
constexpr size_t kShortStem = TypedWord::kSlack, kShortEnding = 16;  // bytes
constexpr size_t kLongestEnding = 255;
constexpr uint32_t kListCountMask = ~kListScored;

}  // namespace

Result<std::unique_ptr<Dictionary>> Dictionary::Open(const std::string& path) {
  Result<ModelFile> file = ModelFile::Map(path, kDictionaryKind, kDictionaryVersion);
  if (!file.ok()) return file.status();
  return Read(*std::move(file));
}

Result<std::unique_ptr<Dictionary>> Dictionary::Read(ModelFile file) {
  if (Status status = file.Check(); !status.ok()) return status;
  std::unique_ptr<Dictionary> out(new Dictionary(std::move(file)));
  if (Status status = out->Map(); !status.ok()) return status;
  if (Status status = out->Check(); !status.ok()) return status;
  out->MakeLetters();
  out->MakeCuts();
  out->file_.ReleasePages();
  return out;
}

Status Dictionary::ReadStrings(const std::string& name, StringTable* out) const {
  const Result<std::string_view> pool = file_.Text(name + ".pool");
  if (!pool.ok()) return pool.status();
  const auto offsets = file_.Array<uint32_t>(name + ".offsets");
  if (!offsets.ok()) return offsets.status();
  *out = {*pool, *offsets};
  const bool sound = !offsets->empty() && offsets->front() == 0 && offsets->back() == pool->size() &&
                     std::is_sorted(offsets->begin(), offsets->end());
  return sound ? Status() : file_.Damaged(name);
}

Status Dictionary::Map() {
  Status status;
  const auto map = [&](const char* name, auto& out) {
    using Span = std::remove_reference_t<decltype(out)>;
    const auto array = file_.Array<typename Span::value_type>(name);
    if (array.ok()) out = *array;
    else status = array.status();
    return array.ok();
  };
  if (!map("alphabet", alphabet_) || !map("units", units_) || !map("lists", lists_) || !map("paradigms", paradigms_) ||
      !map("forms", forms_) || !map("grammars", grammars_))
    return status;
  for (const auto& [name, table] : {std::pair("endings", &endings_), {"tags", &tags_}, {"prefixes", &prefixes_}})
    if (status = ReadStrings(name, table); !status.ok()) return status;
  return status;
}

Status Dictionary::CheckForms() const {
  if (forms_.empty() || forms_.size() > kFormMask || prefixes_.size() != kPrefixCount || paradigms_.size() < 2 ||
      paradigms_.front() != 0 || paradigms_.back() != forms_.size() || !std::is_sorted(paradigms_.begin(), paradigms_.end()))
    return file_.Damaged("paradigms");
  for (const DictionaryForm& form : forms_) {
    if (form.grammar >= grammars_.size() || form.ending >= endings_.size() || form.lemma_ending >= endings_.size() ||
        form.paradigm + 1u >= paradigms_.size() || form.prefix >= kPrefixCount || form.lemma_prefix >= kPrefixCount ||
        endings_[form.ending].size() > kLongestEnding || endings_[form.lemma_ending].size() > kLongestEnding)
      return file_.Damaged("forms");
  }
  for (const DictionaryGrammar& grammar : grammars_)
    if (grammar.tag >= tags_.size()) return file_.Damaged("grammars");
  return Status();
}

// Lists stand one behind the other, none is empty, and their entries are forms. begins[i]: one begins at i.
Status Dictionary::CheckLists(std::vector<bool>* begins) const {
  begins->resize(lists_.size());
  for (size_t at = 0; at < lists_.size();) {
    const uint64_t count = lists_[at] & kListCountMask;
    const uint64_t size = (lists_[at] & kListScored) != 0 ? 2 * count : count;
    if (count == 0 || size >= lists_.size() - at) return file_.Damaged("lists");
    for (const uint32_t entry : lists_.subspan(at + 1, count))
      if (FormOf(entry) >= forms_.size()) return file_.Damaged("lists");
    (*begins)[at] = true;
    at += 1 + size;
  }
  return Status();
}

// Each unit leads to a node inside the array or to the beginning of a list.
Status Dictionary::CheckUnits() const {
  if (units_.empty() || units_.size() % kBlock != 0) return file_.Damaged("units");
  std::vector<bool> begins;
  if (Status status = CheckLists(&begins); !status.ok()) return status;
  for (const uint32_t unit : units_) {
    const uint32_t label = unit & kUnitLabelMask, target = unit >> kUnitShift;
    if (label == kLabelCount) continue;
    const bool is_sound =
        (unit & kUnitLeaf) != 0 ? target < begins.size() && begins[target] : label != kEndLabel && target < units_.size();
    if (!is_sound) return file_.Damaged("units");
  }
  return Status();
}

Status Dictionary::Check() const {
  if (alphabet_.size() > kLabelCount - kFirstLetter) return file_.Damaged("alphabet");
  if (Status status = CheckForms(); !status.ok()) return status;
  return CheckUnits();
}

// What becomes of a word's end in its lemma, next to each other for the forms that are asked for together.
void Dictionary::MakeCuts() {
  cuts_.resize(forms_.size());
  for (size_t i = 0; i < forms_.size(); ++i) {
    const uint32_t* const lemma = endings_.offsets.data() + forms_[i].lemma_ending;
    cuts_[i] = {lemma[0], static_cast<uint16_t>(endings_[forms_[i].ending].size()), static_cast<uint16_t>(lemma[1] - lemma[0])};
  }
}

void Dictionary::MakeLetters() {
  letters_.resize(kTableSize);
  for (uint32_t c = 0; c < kTableSize; ++c) {
    uint32_t lower = static_cast<uint32_t>(u_tolower(static_cast<UChar32>(c)));
    if (lower >= kTableSize) lower = c;
    Letter& letter = letters_[c];
    letter.size = lower < 0x80 ? 1 : 2;
    letter.lower[0] = static_cast<char>(lower < 0x80 ? lower : 0xC0u | lower >> 6);
    letter.lower[1] = static_cast<char>(0x80u | (lower & 0x3Fu));
    const auto found = std::find(alphabet_.begin(), alphabet_.end(), lower);
    letter.label = found == alphabet_.end() ? 0 : static_cast<uint8_t>(kFirstLetter + (found - alphabet_.begin()));
  }
}

uint8_t Dictionary::LabelOf(uint32_t code_point) const {
  if (code_point < kTableSize) return letters_[code_point].label;
  const auto found = std::find(alphabet_.begin(), alphabet_.end(), code_point);
  return found == alphabet_.end() ? 0 : static_cast<uint8_t>(kFirstLetter + (found - alphabet_.begin()));
}

// *unit: the base of a node before, the unit of its child behind. A node's base is inside the array and the array made of whole
// blocks, so base ^ label is inside as well.
inline bool Dictionary::StepTo(uint32_t* unit, uint8_t label) const {
  *unit = units_[*unit ^ label];
  return (*unit & kUnitLabelMask) == label;
}

EntryList Dictionary::ListAt(uint32_t unit) const {
  const uint32_t* const list = lists_.data() + (unit >> kUnitShift);
  const uint32_t count = *list & kListCountMask;
  return {list + 1, (*list & kListScored) != 0 ? list + 1 + count : nullptr, count};
}

bool Dictionary::Start(std::string_view word, TypedWord* out, Walk* walk) {
  *walk = {word.data(), word.data() + word.size(), out->bytes, out, 0};
  return !word.empty() && word.size() <= TypedWord::kCapacity;
}

// One letter on; false: no word of the dictionary goes on with it.
inline bool Dictionary::TakeLetter(Walk* walk) const {
  if ((walk->unit & kUnitLeaf) != 0) return false;
  const auto first = static_cast<unsigned char>(walk->at[0]);
  const bool is_single = first < 0x80;
  if (!is_single && (first >= 0xE0 || walk->at + 1 >= walk->end)) return false;  // the few such letters: see FindKey()
  const uint32_t code_point = is_single ? first : (first & 0x1Fu) << 6 | (static_cast<unsigned char>(walk->at[1]) & 0x3Fu);
  const Letter& letter = letters_[code_point];
  walk->unit >>= kUnitShift;
  if (letter.label == 0 || !StepTo(&walk->unit, letter.label)) return false;
  walk->to[0] = letter.lower[0];
  walk->to[1] = letter.lower[1];
  walk->to += letter.size;
  walk->at += is_single ? 1 : 2;
  return true;
}

// Behind the last letter: whether a word ends there. Its list is at walk->unit.
inline bool Dictionary::End(Walk* walk) const {
  walk->out->size = static_cast<uint32_t>(walk->to - walk->out->bytes);
  if ((walk->unit & kUnitLeaf) != 0) return true;
  walk->unit >>= kUnitShift;
  return StepTo(&walk->unit, kEndLabel);
}

bool Dictionary::Find(std::string_view word, TypedWord* out) const {
  Walk walk;
  if (!Start(word, out, &walk)) return false;
  while (walk.at < walk.end)
    if (!TakeLetter(&walk)) return false;
  if (!End(&walk)) return false;
  out->list = ListAt(walk.unit);
  return true;
}

uint32_t Dictionary::FindEach(std::span<const std::string_view> words, TypedWord* out) const {
  std::array<Walk, kAtOnce> walks;
  size_t walking = 0, ended = 0;  // the first are under way
  std::array<Walk, kAtOnce> found;
  for (size_t i = 0; i < words.size(); ++i)
    if (Start(words[i], out + i, &walks[walking])) ++walking;
  while (walking > 0) {
    for (size_t i = 0; i < walking;) {
      Walk& walk = walks[i];
      const bool is_at_end = walk.at == walk.end;
      if (!is_at_end && TakeLetter(&walk)) {
        ++i;
        continue;
      }
      if (is_at_end && End(&walk)) {
        __builtin_prefetch(lists_.data() + (walk.unit >> kUnitShift));
        found[ended++] = walk;
      }
      walk = walks[--walking];
    }
  }
  uint32_t bits = 0;
  for (size_t i = 0; i < ended; ++i) {
    const EntryList& list = found[i].out->list = ListAt(found[i].unit);
    const uint32_t form = list.count > 0 ? FormOf(list.entries[0]) : 0;  // those of a word mostly lie near each other
    __builtin_prefetch(&forms_[form]);
    __builtin_prefetch(&cuts_[form]);
    bits |= 1u << (found[i].out - out);
  }
  return bits;
}

bool Dictionary::FindKey(uint8_t marker, std::span<const uint8_t> labels, EntryList* out) const {
  uint32_t unit = 0;
  if (marker != 0 && !StepTo(&unit, marker)) return false;
  for (const uint8_t label : labels) {
    if (label < kFirstLetter || (unit & kUnitLeaf) != 0) return false;
    unit >>= kUnitShift;
    if (!StepTo(&unit, label)) return false;
  }
  if ((unit & kUnitLeaf) == 0) {
    unit >>= kUnitShift;
    if (!StepTo(&unit, kEndLabel)) return false;
  }
  *out = ListAt(unit);
  return true;
}

void Dictionary::ExpectGrammars() const {
  constexpr size_t kOfLine = 64 / sizeof(DictionaryGrammar);
  for (size_t i = 0; i < grammars_.size(); i += kOfLine) __builtin_prefetch(&grammars_[i]);
}

uint32_t Dictionary::InventedForm(std::string_view tag) const {
  for (uint32_t paradigm = static_cast<uint32_t>(paradigms_.size()) - 1; paradigm-- > 0;)
    if (first_form(paradigm) < end_form(paradigm) && this->tag(first_form(paradigm)) == tag) return first_form(paradigm);
  return form_count() - 1;
}

void Dictionary::Restore(std::string_view lower, uint32_t entry, std::string* out) const {
  const size_t start = out->size();
  out->append(lower);
  for (const uint32_t shift : {kFirstMark, kSecondMark}) {
    uint32_t from_end = entry >> shift & kMarkMask;
    if (from_end == 0) continue;
    size_t at = out->size();
    while (from_end > 0 && at > start)
      if ((static_cast<unsigned char>((*out)[--at]) & 0xC0u) != 0x80u) --from_end;
    if (out->compare(at, 2, "е") == 0) out->replace(at, 2, kYo);
  }
}

std::string_view Dictionary::StemOf(std::string_view word, const DictionaryForm& form) const {
  const size_t prefix = std::min(prefixes_[form.prefix].size(), word.size());
  const size_t ending = std::min(endings_[form.ending].size(), word.size() - prefix);
  return word.substr(prefix, word.size() - prefix - ending);
}

size_t Dictionary::WriteLemma(const TypedWord& word, uint32_t entry, char* out) const {
  const DictionaryForm& form = forms_[FormOf(entry)];
  const std::string_view lower = word.lower();
  if (entry >> kFormBits != 0 || (form.prefix | form.lemma_prefix) != 0) {  // the rare ones
    std::string lemma;
    AppendLemma(lower, entry, &lemma);
    return lemma.copy(out, kMaxLemma);
  }
  const LemmaCut cut = cuts_[FormOf(entry)];
  const size_t stem = lower.size() - std::min<size_t>(cut.off, lower.size());
  // Copies of a fixed size take no loop; what they write too much is written over or behind the lemma.
  if (stem <= kShortStem) std::memcpy(out, lower.data(), kShortStem);
  else std::memcpy(out, lower.data(), stem);
  const char* const ending = endings_.pool.data() + cut.from;
  if (cut.on <= kShortEnding && cut.from + kShortEnding <= endings_.pool.size()) std::memcpy(out + stem, ending, kShortEnding);
  else std::memcpy(out + stem, ending, cut.on);
  return stem + cut.on;
}

void Dictionary::AppendLemma(std::string_view lower, uint32_t entry, std::string* out) const {
  const DictionaryForm& form = forms_[FormOf(entry)];
  if (entry >> kFormBits != 0) {
    std::string restored;
    Restore(lower, entry, &restored);
    out->append(prefixes_[form.lemma_prefix]).append(StemOf(restored, form)).append(endings_[form.lemma_ending]);
    return;
  }
  if (form.lemma_prefix != 0) out->append(prefixes_[form.lemma_prefix]);
  out->append(StemOf(lower, form)).append(endings_[form.lemma_ending]);
}

std::string Dictionary::Reform(std::string_view word, uint32_t from, uint32_t to) const {
  std::string out(prefixes_[forms_[to].prefix]);
  return out.append(StemOf(word, forms_[from])).append(endings_[forms_[to].ending]);
}

}  // namespace lector::text::ru
