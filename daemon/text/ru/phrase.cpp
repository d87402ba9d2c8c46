#include "daemon/text/ru/phrase.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "daemon/text/ru/shapes.h"

namespace lector::text::ru {
namespace {

constexpr float kMeantHere = 1.5f;         // the reading that the morphology chose in context
constexpr float kCaseMeantHere = 1, kLooksAlike = 0.7f, kOtherGender = 0.7f;    // another one in the same case and number
constexpr float kGuessed = -0.4f, kRareWord = -0.3f, kFixedBesideDeclined = -0.4f, kShortEndBesideLong = -0.6f, kNameByEnding = 0.15f, kNameBesideKnown = -0.3f, kNameOfCapital = 0.3f, kNameOfSmall = -1, kSoftEndBesideFixed = -0.3f;

constexpr std::string_view kYo = "ё", kYe = "е";
constexpr size_t kLetter = 2;  // bytes of a Russian letter

uint8_t Case(uint64_t feats) { return static_cast<uint8_t>(LECTOR_FEAT(feats, CASE)); }
uint8_t Number(uint64_t feats) { return static_cast<uint8_t>(LECTOR_FEAT(feats, NUMBER)); }
uint8_t Gender(uint64_t feats) { return static_cast<uint8_t>(LECTOR_FEAT(feats, GENDER)); }

uint8_t PlainCase(uint8_t word_case) {
  return word_case == LECTOR_CASE_PAR ? static_cast<uint8_t>(LECTOR_CASE_GEN) : word_case;
}

icu::UnicodeString Unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}
std::string Utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// "МИДом" -> "МИД": an abbreviation with an ending of a letter or two; else empty. Of capital and small letters, then.
std::string_view Abbreviation(std::string_view text) {
  int32_t capitals = 0, small = 0;
  size_t end = 0;  // of the capitals
  for (size_t at = 0; at < text.size();) {
    UChar32 c;
    U8_NEXT_UNSAFE(text.data(), at, c);
    if (small == 0 && u_isupper(c)) ++capitals, end = at;
    else if (u_islower(c)) ++small;
    else return {};
  }
  return capitals < 2 || small < 1 || small > 2 ? std::string_view() : text.substr(0, end);
}

std::string_view Lower(std::string_view word, std::pmr::memory_resource* memory) {
  char* const plain = static_cast<char*>(memory->allocate(word.size(), 1));
  if (LowerPlain(word, plain)) return {plain, word.size()};
  const std::string lower = LowerCase(word);
  char* const out = static_cast<char*>(memory->allocate(lower.size(), 1));
  return {out, lower.copy(out, lower.size())};
}

bool IsNominal(const DictionaryGrammar& grammar) { return static_cast<Pos>(grammar.pos) == Pos::kNoun; }

bool IsAdjectival(const DictionaryGrammar& grammar) {
  const auto pos = static_cast<Pos>(grammar.pos);
  return pos == Pos::kAdjective || pos == Pos::kParticiple;
}

}  // namespace

std::string_view LemmaOf(const PhraseWord& word, const Reading& reading, std::string* room) {
  if (reading.entry != nullptr) return word.word->lemma(*reading.entry);
  if (reading.declension == nullptr) return reading.stem;
  return room->assign(reading.stem).append(reading.declension->endings[LECTOR_CASE_NOM]);
}

float CaseWeight(const PhraseWord& word, const Agreement3& is) {
  float out = 0;
  const auto animate_case = [](uint8_t c) { return c == LECTOR_CASE_GEN || c == LECTOR_CASE_ACC; };
  if (word.meant.word_case != 0 && word.meant.number == is.number) {
    if (word.meant.word_case == is.word_case) out = kCaseMeantHere;
    else if (animate_case(word.meant.word_case) && animate_case(is.word_case)) out = kLooksAlike;
  }
  const bool other_gender = is.number == LECTOR_NUMBER_SING && word.meant.gender != 0 && is.gender != 0 && word.meant.gender != is.gender;
  return out - (other_gender ? kOtherGender : 0);
}

bool PhraseReader::IsMeantLemma(uint32_t row, std::string_view lemma) const {
  const uint32_t begin = morph_.lemma.offset[row];
  return lemma == std::string_view(morph_.lemma.pool + begin, morph_.lemma.offset[row + 1] - begin);
}

// What the word is in its context: by the model, else by the parse that was chosen.
Agreement3 PhraseReader::Meant(uint32_t row) const {
  uint64_t feats = morph_.feats[row];
  if (tags_ != nullptr && model_tokens_ != nullptr) {
    const UdTag tag = tags_->Of(model_tokens_->first_of_token[row]);
    if (Case(tag.feats) != 0) feats = tag.feats;
  }
  return {PlainCase(Case(feats)), Number(feats), Gender(feats), false};
}

// Of a word that is a noun or agrees with one.
Reading PhraseReader::ReadingOf(const PhraseWord& word, const WordReading& entry, bool is_part) const {
  const DictionaryGrammar& grammar = lexicon_.dictionary().GrammarAt(entry.grammar);
  Reading out;
  out.entry = &entry;
  out.adjectival = IsAdjectival(grammar);
  out.nominal = IsNominal(grammar);
  out.name_type = static_cast<uint8_t>(LECTOR_FEAT(grammar.feats, NAMETYPE));
  out.is = {PlainCase(Case(grammar.feats)), Number(grammar.feats), Gender(grammar.feats),
            LECTOR_FEAT(grammar.feats, ANIMACY) == LECTOR_ANIMACY_ANIM};
  out.fixed = (grammar.flags & kFixed) != 0;
  out.known = word.word->known();
  out.weight = entry.score + (out.known ? 0 : kGuessed) + ((grammar.flags & kRare) != 0 ? kRareWord : 0);
  if (out.name_type != 0) out.weight += word.capitalized ? kNameOfCapital : kNameOfSmall;
  const float in_context = CaseWeight(word, out.is);
  const bool is_meant = !is_part && in_context >= kCaseMeantHere && IsMeantLemma(word.row, word.word->lemma(entry));
  out.weight += is_meant ? kMeantHere : in_context;
  return out;
}

// Of a word that was looked up.
void PhraseReader::AddReadings(PhraseWord* word, bool person, bool is_part, PhraseMemory* memory) const {
  const std::span<const WordReading> entries = word->word->readings();
  const bool may_be_name = person && word->capitalized;
  const size_t most = entries.size() + (may_be_name ? NameEndingsLike(word->lower).size() : 0);
  Reading* const begin = std::pmr::polymorphic_allocator<>(&memory->rows).allocate_object<Reading>(most);
  Reading* end = begin;
  bool declines = false;
  for (const WordReading& entry : entries) {
    const DictionaryGrammar& grammar = lexicon_.dictionary().GrammarAt(entry.grammar);
    if (!IsNominal(grammar) && !IsAdjectival(grammar)) continue;
    const Reading* const added = std::construct_at(end++, ReadingOf(*word, entry, is_part));
    declines = declines || (added->name_type != 0 && !added->fixed);
  }
  for (Reading* reading = begin; declines && reading != end; ++reading)
    if (reading->fixed) reading->weight += kFixedBesideDeclined;
  if (may_be_name) end = AddNames(*word, {begin, end}, end);
  word->readings = {begin, end};
}

// The readings of a person's name by its ending. Returns their end.
Reading* PhraseReader::AddNames(const PhraseWord& word, std::span<const Reading> others, Reading* out) const {
  const bool is_name = word.word->known() && std::any_of(others.begin(), others.end(), [](const Reading& r) {
    return r.name_type == LECTOR_NAMETYPE_GIV || r.name_type == LECTOR_NAMETYPE_SUR || r.name_type == LECTOR_NAMETYPE_PAT;
  });
  float weight = is_name ? kNameBesideKnown : kNameByEnding;
  bool has_long_end = false;        // "-ова": then it is hardly a name in a bare "-а"
  ReadName(word.lower, [&](const NameReading& name) {
    const std::string& nominative = name.declension->endings[LECTOR_CASE_NOM];
    const bool is_long = nominative.size() > kLetter;
    if (has_long_end && !is_long) weight += kShortEndBesideLong;
    has_long_end = is_long;
    Reading reading;
    reading.name_type = LECTOR_NAMETYPE_SUR;
    reading.is = {name.word_case, LECTOR_NUMBER_SING, name.declension->gender, true};
    reading.nominal = true;
    reading.declension = name.declension;
    reading.stem = name.stem;
    reading.weight = weight + CaseWeight(word, reading.is);
    // "Масри" is rather a name that does not change than a form of "Масря".
    if (nominative == "я" && word.lower.ends_with("и") && !word.lower.ends_with("ьи")) reading.weight += kSoftEndBesideFixed;
    weight -= 0.02f;
    std::construct_at(out++, reading);
  });
  return out;
}

void PhraseReader::AddToken(uint32_t row, bool person, PhraseMemory* memory, PhraseWords* out) const {
  PhraseWord word;
  word.row = row;
  word.meant = Meant(row);
  word.text = text_.substr(tokens_.begin[row], tokens_.end[row] - tokens_.begin[row]);
  word.lower = Lower(word.text, &memory->rows);
  if (!out->empty()) word.before = text_.substr(tokens_.end[row - 1], tokens_.begin[row] - tokens_.end[row - 1]);
  const uint8_t shape = tokens_.shape[row];
  word.is_word = tokens_.kind[row] == LECTOR_TOKEN_WORD;
  word.capitalized = shape == LECTOR_SHAPE_TITLE || shape == LECTOR_SHAPE_UPPER || shape == LECTOR_SHAPE_MIXED;
  word.all_caps = shape == LECTOR_SHAPE_UPPER && word.text.size() > kLetter;
  word.initial = word.is_word && word.text.size() <= kLetter && word.capitalized;
  word.particle = person && IsNameParticle(word.lower);
  if (!word.is_word || word.initial || word.particle) return out->push_back(word);
  if (const std::string_view stem = shape == LECTOR_SHAPE_MIXED ? Abbreviation(word.text) : std::string_view(); !stem.empty()) {
    Reading reading;
    reading.name_type = LECTOR_NAMETYPE_COM;
    reading.nominal = reading.fixed = true;
    reading.stem = stem;
    word.readings = {std::pmr::polymorphic_allocator<>(&memory->rows).new_object<Reading>(reading), 1};
    return out->push_back(word);
  }
  const size_t hyphen = word.text.find('-');
  TypedWord typed;
  if (word.capitalized && hyphen != std::string_view::npos && hyphen > 0 && hyphen + 1 < word.text.size() &&
      word.text.size() <= TypedWord::kCapacity && !lexicon_.dictionary().Find(word.text, &typed))
    return AddParts(word, person, memory, out);
  word.word = &lexicon_.Get(word.text, &memory->words);
  if (!word.all_caps || word.word->known()) AddReadings(&word, person, false, memory);
  out->push_back(word);
}

// What stands between hyphens, each for itself.
void PhraseReader::AddParts(const PhraseWord& word, bool person, PhraseMemory* memory, PhraseWords* out) const {
  constexpr size_t kEnd = std::string_view::npos;
  for (size_t begin = 0; begin != kEnd;) {
    const size_t end = word.text.find('-', begin);
    PhraseWord part = word;
    part.text = word.text.substr(begin, end == kEnd ? kEnd : end - begin);
    part.lower = Lower(part.text, &memory->rows);
    part.capitalized = part.text != part.lower;
    if (begin > 0) part.before = "-";
    if (part.capitalized) {
      part.word = &lexicon_.Get(part.text, &memory->words);
      AddReadings(&part, person, true, memory);
    }
    begin = end == kEnd ? kEnd : end + 1;
    out->push_back(part);
  }
}

PhraseWords PhraseReader::Read(uint32_t first, uint32_t last, bool person, PhraseMemory* memory) const {
  PhraseWords out(&memory->rows);
  out.reserve(last - first + 1);
  for (uint32_t row = first; row <= last; ++row) AddToken(row, person, memory, &out);
  return out;
}

namespace {

// How many features besides those that are asked for two forms have in common.
int Likeness(uint64_t a, uint64_t b) {
  int out = 0;
  for (const auto& [shift, mask] : {std::pair(LECTOR_FEAT_TENSE, LECTOR_FEAT_TENSE_MASK), {LECTOR_FEAT_ASPECT, LECTOR_FEAT_ASPECT_MASK},
                                    {LECTOR_FEAT_VERBFORM, LECTOR_FEAT_VERBFORM_MASK}, {LECTOR_FEAT_VOICE, LECTOR_FEAT_VOICE_MASK},
                                    {LECTOR_FEAT_DEGREE, LECTOR_FEAT_DEGREE_MASK}, {LECTOR_FEAT_SHORT, LECTOR_FEAT_SHORT_MASK},
                                    {LECTOR_FEAT_NAMETYPE, LECTOR_FEAT_NAMETYPE_MASK}})
    out += (a >> shift & static_cast<uint64_t>(mask)) == (b >> shift & static_cast<uint64_t>(mask)) ? 1 : 0;
  return out;
}

// The form of the paradigm of `from` that is wanted; kFormMask: none.
uint32_t FormLike(const Dictionary& dictionary, uint32_t from, const Agreement3& wanted) {
  const DictionaryGrammar& old = dictionary.grammar(from);
  const uint32_t paradigm = dictionary.form(from).paradigm;
  uint32_t best = kFormMask;
  int most = -1;
  for (uint32_t form = dictionary.first_form(paradigm); form < dictionary.end_form(paradigm); ++form) {
    const DictionaryGrammar& grammar = dictionary.grammar(form);
    if (grammar.pos != old.pos || Case(grammar.feats) != wanted.word_case) continue;
    if (wanted.number != 0 && Number(grammar.feats) != 0 && Number(grammar.feats) != wanted.number) continue;
    const uint8_t gender = Gender(grammar.feats);
    if (wanted.gender != 0 && gender != 0 && gender != wanted.gender && Number(grammar.feats) != LECTOR_NUMBER_PLUR) continue;
    const uint64_t animacy = LECTOR_FEAT(grammar.feats, ANIMACY);
    const bool wrong_animacy = animacy != 0 && static_cast<Pos>(grammar.pos) != Pos::kNoun &&
                               (animacy == LECTOR_ANIMACY_ANIM) != wanted.animate;
    const int likeness = 4 * Likeness(old.feats, grammar.feats) - ((grammar.flags & kRare) != 0 ? 2 : 0) - (wrong_animacy ? 3 : 0);
    if (likeness > most) best = form, most = likeness;
  }
  return best;
}

}  // namespace

std::optional<std::string> Put(const Analyzer& analyzer, const PhraseWord& word, const Reading& reading, const Agreement3& wanted) {
  const Dictionary& dictionary = analyzer.dictionary();
  if (reading.declension != nullptr) {
    if (wanted.number == LECTOR_NUMBER_PLUR || wanted.word_case >= reading.declension->endings.size()) return std::nullopt;
    return std::string(reading.stem) + reading.declension->endings[wanted.word_case];
  }
  if (reading.entry == nullptr) return std::string(reading.stem);
  if (reading.entry->entry != WordReading::kOfParts) {
    const uint32_t entry = reading.entry->entry, form = FormLike(dictionary, FormOf(entry), wanted);
    if (form == kFormMask) return std::nullopt;
    if (entry == FormOf(entry)) return dictionary.Reform(word.lower, entry, form);  // no ё to put
    std::string restored;
    dictionary.Restore(word.lower, entry, &restored);
    return dictionary.Reform(restored, FormOf(entry), form);
  }
  const auto put = [&](const ParsePart& part) -> std::optional<std::string> {
    const uint32_t form = FormLike(dictionary, part.form(), wanted);
    if (form == kFormMask) return std::nullopt;
    return part.In(dictionary, form);
  };
  const Parse parse = analyzer.Analyze(word.text)[static_cast<size_t>(reading.entry - word.word->readings().data())];
  const std::optional<std::string> right = put(parse.part);
  if (!right || !parse.left) return right;
  const std::optional<std::string> left = put(*parse.left);
  return left ? std::optional(*left + "-" + *right) : std::nullopt;
}

namespace {

// A pattern that is a capital and small letters.
bool IsCapitalAndSmall(std::string_view pattern, std::string_view lower) {
  return pattern.size() > kLetter && lower.size() == pattern.size() && pattern.find('-') == std::string_view::npos &&
         lower.substr(kLetter) == pattern.substr(kLetter);
}

// False: the first letter is another one than а..я. The capital of ё stands elsewhere.
bool Capitalize(std::string* word) {
  const auto lead = static_cast<unsigned char>((*word)[0]);
  const uint32_t letter = word->size() < kLetter ? 0 : (lead & 0x1Fu) << 6 | (static_cast<unsigned char>((*word)[1]) & 0x3Fu);
  constexpr uint32_t kA = 0x430, kYa = 0x44F, kCapitals = 0x20;
  if ((lead != 0xD0 && lead != 0xD1) || letter < kA || letter > kYa) return false;
  (*word)[0] = static_cast<char>(0xC0u | (letter - kCapitals) >> 6);
  (*word)[1] = static_cast<char>(0x80u | ((letter - kCapitals) & 0x3Fu));
  return true;
}

}  // namespace

std::string LikePattern(std::string word, std::string_view pattern, std::string_view lower) {
  if (lower.find(kYo) == std::string_view::npos)
    for (size_t at = 0; (at = word.find(kYo, at)) != std::string::npos;) word.replace(at, kLetter, kYe);
  // Most patterns are small, perhaps behind one capital, and take no detour over UTF-16.
  if (lower == pattern || (IsCapitalAndSmall(pattern, lower) && Capitalize(&word))) return word;
  icu::UnicodeString out = Unicode(word);
  const icu::UnicodeString like = Unicode(pattern);
  icu::UnicodeString upper(like);
  upper.toUpper(icu::Locale::getRoot());
  if (like == upper && like.length() > 1) return Utf8(out.toUpper(icu::Locale::getRoot()));
  // Part by part: "Нью-Йорке".
  int32_t from = 0, like_from = 0;
  while (from < out.length() && like_from < like.length()) {
    if (u_isupper(like[like_from])) out.setCharAt(from, static_cast<char16_t>(u_toupper(out[from])));
    const int32_t next = out.indexOf(u'-', from), like_next = like.indexOf(u'-', like_from);
    if (next < 0 || like_next < 0) break;
    from = next + 1;
    like_from = like_next + 1;
  }
  return Utf8(out);
}

}  // namespace lector::text::ru
