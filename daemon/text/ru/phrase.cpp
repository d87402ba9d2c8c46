#include "daemon/text/ru/phrase.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "daemon/text/ru/shapes.h"

namespace lector::text::ru {
namespace {

constexpr float kMeantHere = 1.5f;         // the reading that the morphology chose in context
constexpr float kCaseMeantHere = 1, kLooksAlike = 0.7f, kOtherGender = 0.7f;    // another one in the same case and number
constexpr float kGuessed = -0.4f, kRareWord = -0.3f, kFixedBesideDeclined = -0.4f, kShortEndBesideLong = -0.6f, kNameByEnding = 0.15f, kNameBesideKnown = -0.3f, kNameOfCapital = 0.3f, kNameOfSmall = -1, kSoftEndBesideFixed = -0.3f;

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
std::string Abbreviation(std::string_view text) {
  const icu::UnicodeString letters = Unicode(text);
  int32_t capitals = 0;
  while (capitals < letters.length() && u_isupper(letters[capitals])) ++capitals;
  const int32_t small = letters.length() - capitals;
  if (capitals < 2 || small < 1 || small > 2) return {};
  for (int32_t i = capitals; i < letters.length(); ++i)
    if (!u_islower(letters[i])) return {};
  return Utf8(letters.tempSubString(0, capitals));
}

Reading Unchanging(std::string_view lower, uint8_t name_type) {
  Reading out;
  out.upos = LECTOR_UPOS_PROPN;
  out.name_type = name_type;
  out.nominal = out.fixed = true;
  out.lemma = lower;
  return out;
}

bool IsNominal(const DictionaryGrammar& grammar) { return static_cast<Pos>(grammar.pos) == Pos::kNoun; }

bool IsAdjectival(const DictionaryGrammar& grammar) {
  const auto pos = static_cast<Pos>(grammar.pos);
  return pos == Pos::kAdjective || pos == Pos::kParticiple;
}

}  // namespace

std::string LemmaOf(const Dictionary& dictionary, const PhraseWord& word, const Reading& reading) {
  if (reading.entry == Reading::kNoEntry) return reading.lemma;
  std::string out;
  dictionary.AppendLemma(word.lower, reading.entry, &out);
  return out;
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

float PhraseReader::ContextWeight(const PhraseWord& word, const Reading& reading, bool is_part) const {
  const float case_weight = CaseWeight(word, reading.is);
  if (is_part || case_weight < kCaseMeantHere) return case_weight;
  const std::string_view lemma(morph_.lemma.pool + morph_.lemma.offset[word.row],
                               morph_.lemma.offset[word.row + 1] - morph_.lemma.offset[word.row]);
  return lemma == LemmaOf(analyzer_.dictionary(), word, reading) ? kMeantHere : case_weight;
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

// Of a form that is a noun or agrees with one. `reading` says where the form comes from.
void PhraseReader::AddReading(PhraseWord* word, uint32_t form, float score, bool known, bool is_part, Reading reading) const {
  const DictionaryGrammar& grammar = analyzer_.dictionary().grammar(form);
  reading.adjectival = IsAdjectival(grammar);
  reading.nominal = IsNominal(grammar);
  reading.upos = grammar.upos;
  reading.name_type = static_cast<uint8_t>(LECTOR_FEAT(grammar.feats, NAMETYPE));
  reading.is = {PlainCase(Case(grammar.feats)), Number(grammar.feats), Gender(grammar.feats),
                LECTOR_FEAT(grammar.feats, ANIMACY) == LECTOR_ANIMACY_ANIM};
  reading.fixed = (grammar.flags & kFixed) != 0;
  reading.known = known;
  reading.weight = score + (known ? 0 : kGuessed) + ((grammar.flags & kRare) != 0 ? kRareWord : 0);
  if (reading.name_type != 0) reading.weight += word->capitalized ? kNameOfCapital : kNameOfSmall;
  reading.weight += ContextWeight(*word, reading, is_part);
  word->readings.push_back(std::move(reading));
}

void PhraseReader::AddReadings(PhraseWord* word, bool person, bool is_part) const {
  const Dictionary& dictionary = analyzer_.dictionary();
  const auto changes = [&](uint32_t form) { return IsNominal(dictionary.grammar(form)) || IsAdjectival(dictionary.grammar(form)); };
  TypedWord typed;
  const bool known = dictionary.Find(word->text, &typed);
  constexpr size_t kLetter = 2;  // alone it may be an initial
  if (known && word->text.size() > kLetter) {
    word->readings.reserve(typed.list.count);
    for (uint32_t i = 0; i < typed.list.count; ++i) {
      const uint32_t form = FormOf(typed.list.entries[i]);
      if (!changes(form)) continue;
      Reading reading;
      reading.entry = typed.list.entries[i];
      AddReading(word, form, static_cast<float>(Analyzer::ScoreOf(typed.list, i)), true, is_part, std::move(reading));
    }
  } else {
    std::vector<Parse> parses = analyzer_.Analyze(word->text);
    word->readings.reserve(parses.size());
    for (Parse& parse : parses) {
      if (!changes(parse.form())) continue;
      const uint32_t form = parse.form();
      const auto score = static_cast<float>(parse.score);
      Reading reading;
      reading.lemma = parse.Lemma(dictionary);
      reading.parse = std::make_shared<const Parse>(std::move(parse));
      AddReading(word, form, score, known, is_part, std::move(reading));
    }
  }
  const auto declines = [](const Reading& r) { return r.name_type != 0 && !r.fixed; };
  if (std::any_of(word->readings.begin(), word->readings.end(), declines))
    for (Reading& reading : word->readings)
      if (reading.fixed) reading.weight += kFixedBesideDeclined;
  if (person && word->capitalized) AddNames(word, known);
}

// The readings of a person's name by its ending.
void PhraseReader::AddNames(PhraseWord* word, bool known) const {
  const bool is_name = known && std::any_of(word->readings.begin(), word->readings.end(), [](const Reading& r) {
    return r.name_type == LECTOR_NAMETYPE_GIV || r.name_type == LECTOR_NAMETYPE_SUR || r.name_type == LECTOR_NAMETYPE_PAT;
  });
  float weight = is_name ? kNameBesideKnown : kNameByEnding;
  constexpr size_t kOneLetter = 2;  // bytes
  bool has_long_end = false;        // "-ова": then it is hardly a name in a bare "-а"
  for (const NameReading& name : ReadName(word->lower)) {
    const bool is_long = name.declension->endings[LECTOR_CASE_NOM].size() > kOneLetter;
    if (has_long_end && !is_long) weight += kShortEndBesideLong;
    has_long_end = is_long;
    Reading reading;
    reading.upos = LECTOR_UPOS_PROPN;
    reading.name_type = LECTOR_NAMETYPE_SUR;
    reading.is = {name.word_case, LECTOR_NUMBER_SING, name.declension->gender, true};
    reading.nominal = true;
    reading.lemma = name.stem + name.declension->endings[LECTOR_CASE_NOM];
    reading.declension = name;
    reading.weight = weight + ContextWeight(*word, reading, true);
    // "Масри" is rather a name that does not change than a form of "Масря".
    if (name.declension->endings[LECTOR_CASE_NOM] == "я" && word->lower.ends_with("и") && !word->lower.ends_with("ьи"))
      reading.weight += kSoftEndBesideFixed;
    weight -= 0.02f;
    word->readings.push_back(std::move(reading));
  }
}

void PhraseReader::AddToken(uint32_t row, bool person, std::vector<PhraseWord>* out) const {
  PhraseWord word;
  word.row = row;
  word.meant = Meant(row);
  word.text = text_.substr(tokens_.begin[row], tokens_.end[row] - tokens_.begin[row]);
  word.lower = LowerCase(word.text);
  if (!out->empty()) word.before = text_.substr(tokens_.end[row - 1], tokens_.begin[row] - tokens_.end[row - 1]);
  const uint8_t shape = tokens_.shape[row];
  word.is_word = tokens_.kind[row] == LECTOR_TOKEN_WORD;
  word.capitalized = shape == LECTOR_SHAPE_TITLE || shape == LECTOR_SHAPE_UPPER || shape == LECTOR_SHAPE_MIXED;
  constexpr size_t kLetter = 2;
  word.all_caps = shape == LECTOR_SHAPE_UPPER && word.text.size() > kLetter;
  word.initial = word.is_word && word.text.size() <= kLetter && word.capitalized;
  word.particle = person && IsNameParticle(word.lower);
  if (!word.is_word || word.initial || word.particle) return out->push_back(std::move(word));
  if (const std::string stem = shape == LECTOR_SHAPE_MIXED ? Abbreviation(word.text) : std::string(); !stem.empty()) {
    Reading reading = Unchanging(word.lower, LECTOR_NAMETYPE_COM);
    reading.lemma = stem;
    word.readings = {reading};
    return out->push_back(std::move(word));
  }
  const size_t hyphen = word.text.find('-');
  constexpr size_t kEnd = std::string::npos;
  TypedWord typed;
  const auto is_known = [&] { return analyzer_.dictionary().Find(word.text, &typed); };
  const bool parts = word.capitalized && hyphen != kEnd && hyphen > 0 && hyphen + 1 < word.text.size() &&
                     word.text.size() <= TypedWord::kCapacity && !is_known();
  if (!parts) {
    if (!word.all_caps || is_known()) AddReadings(&word, person, false);
    return out->push_back(std::move(word));
  }
  for (size_t begin = 0; begin != kEnd;) {  // each part for itself
    const size_t end = word.text.find('-', begin);
    PhraseWord part = word;
    part.text = word.text.substr(begin, end == kEnd ? kEnd : end - begin);
    part.lower = LowerCase(part.text);
    part.capitalized = part.text != part.lower;
    if (begin > 0) part.before = "-";
    if (part.capitalized) AddReadings(&part, person, true);
    begin = end == kEnd ? kEnd : end + 1;
    out->push_back(std::move(part));
  }
}

std::vector<PhraseWord> PhraseReader::Read(uint32_t first, uint32_t last, bool person) const {
  std::vector<PhraseWord> out;
  for (uint32_t row = first; row <= last; ++row) AddToken(row, person, &out);
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

std::optional<std::string> Put(const Dictionary& dictionary, const PhraseWord& word, const Reading& reading,
                               const Agreement3& wanted) {
  if (reading.entry != Reading::kNoEntry) {
    const uint32_t form = FormLike(dictionary, FormOf(reading.entry), wanted);
    if (form == kFormMask) return std::nullopt;
    std::string restored;
    dictionary.Restore(word.lower, reading.entry, &restored);
    return dictionary.Reform(restored, FormOf(reading.entry), form);
  }
  if (reading.fixed && !reading.parse) return reading.lemma;
  if (reading.declension) {
    if (wanted.number == LECTOR_NUMBER_PLUR) return std::nullopt;
    return reading.declension->stem + reading.declension->declension->endings[wanted.word_case];
  }
  if (!reading.parse) return std::nullopt;
  const auto put = [&](const ParsePart& part) -> std::optional<std::string> {
    const uint32_t form = FormLike(dictionary, part.form, wanted);
    if (form == kFormMask) return std::nullopt;
    return part.In(dictionary, form);
  };
  const std::optional<std::string> right = put(reading.parse->part);
  if (!right || !reading.parse->left) return right;
  const std::optional<std::string> left = put(*reading.parse->left);
  return left ? std::optional(*left + "-" + *right) : std::nullopt;
}

namespace {

// LikePattern() where the pattern is of small letters, perhaps behind one capital; nothing: it is another one. Most are, and
// this takes no detour over UTF-16.
std::optional<std::string> LikePlainPattern(std::string_view word, std::string_view pattern) {
  constexpr std::string_view kYo = "ё", kYe = "е";
  constexpr size_t kLetter = 2;  // bytes of a Russian letter
  const std::string lower = LowerCase(pattern);
  const bool small = lower == pattern;
  if (!small && (pattern.size() <= kLetter || lower.size() != pattern.size() || pattern.find('-') != std::string_view::npos ||
                 std::string_view(lower).substr(kLetter) != pattern.substr(kLetter)))
    return std::nullopt;
  std::string out(word);
  if (lower.find(kYo) == std::string::npos)
    for (size_t at = 0; (at = out.find(kYo, at)) != std::string::npos;) out.replace(at, kLetter, kYe);
  if (small) return out;
  const auto lead = static_cast<unsigned char>(out[0]);
  const uint32_t letter = out.size() < kLetter ? 0 : (lead & 0x1Fu) << 6 | (static_cast<unsigned char>(out[1]) & 0x3Fu);
  constexpr uint32_t kA = 0x430, kYa = 0x44F, kCapitals = 0x20;  // ё, whose capital is elsewhere, is left to the other way
  if ((lead != 0xD0 && lead != 0xD1) || letter < kA || letter > kYa) return std::nullopt;
  out[0] = static_cast<char>(0xC0u | (letter - kCapitals) >> 6);
  out[1] = static_cast<char>(0x80u | ((letter - kCapitals) & 0x3Fu));
  return out;
}

}  // namespace

std::string LikePattern(std::string_view word, std::string_view pattern) {
  if (std::optional<std::string> plain = LikePlainPattern(word, pattern)) return *std::move(plain);
  icu::UnicodeString out = Unicode(word);
  const icu::UnicodeString like = Unicode(pattern);
  constexpr char16_t kYo = u'ё', kYe = u'е';
  if (like.indexOf(kYo) < 0 && like.indexOf(u'Ё') < 0) out.findAndReplace(icu::UnicodeString(kYo), icu::UnicodeString(kYe));
  icu::UnicodeString upper(like), lower(like);
  upper.toUpper(icu::Locale::getRoot());
  lower.toLower(icu::Locale::getRoot());
  if (like == upper && like.length() > 1 && like != lower) return Utf8(out.toUpper(icu::Locale::getRoot()));
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
