#include "words.h"

#include <algorithm>

#include "letters.h"

namespace lector::entities {
namespace {

constexpr size_t kFormLetters = 4;
constexpr float kKnown = 0.9f;    // the scores of the parses of a word of the dictionary add up to 1, of others to much less
constexpr size_t kMaxForms = 64;  // kept of words that begin alike, so that time stays linear

std::string_view WithoutPossessive(std::string_view word) {
  if (word.back() != 's' && word.back() != 'S') return word;
  for (const std::string_view mark : {"'s", "’s", "'S", "’S"})
    if (word.size() > mark.size() && word.ends_with(mark)) return word.substr(0, word.size() - mark.size());
  return word;
}

bool HasUpper(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "Michigan-based", "pro-Kremlin": the name in an English compound; the whole word where it is none.
std::string_view NameInCompound(std::string_view word, const Word* before) {
  const size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 2 >= word.size()) return word;
  const std::string_view first = word.substr(0, hyphen), behind = word.substr(hyphen + 1);
  constexpr size_t kSyllable = 5;  // letters
  // "Lee | Jae-myung": syllables of a given name behind the surname
  if (before != nullptr && before->title() && before->latin && !before->is(kFunction | kPreposition) &&
      first.size() <= kSyllable &&
      behind.size() <= kSyllable && !HasUpper(first.substr(1)))
    return word;
  if (StartsUpper(first) && !HasUpper(behind) && behind[0] >= 'a' && behind[0] <= 'z') return first;
  for (const std::string_view prefix : {"ex",    "pro", "anti", "non",  "post", "pre",  "mid", "then", "now", "un", "former",
                                        "inter", "Ex",  "Pro",  "Anti", "Non",  "Post", "Pre", "Then", "R",   "D"})
    // but "the | Anti-Corruption Commission", within a sentence
    if (first == prefix && HasUpper(behind.substr(0, 1)) && !(first == "Anti" && before != nullptr)) return behind;
  return word;
}

bool IsOpeningMark(std::string_view mark) {
  return mark == "«" || mark == "\"" || mark == "„" || mark == "“" || mark == "—" || mark == "–" || mark == "-" || mark == "*" ||
         mark == "•";
}

bool IsPersonal(uint64_t name_type) {
  constexpr uint32_t kPersonal = 1u << LECTOR_NAMETYPE_GIV | 1u << LECTOR_NAMETYPE_SUR | 1u << LECTOR_NAMETYPE_PAT;
  return (kPersonal >> name_type & 1u) != 0;
}

// 0: it has none.
uint8_t GenderBit(uint64_t feats) { return static_cast<uint8_t>(1u << LECTOR_FEAT(feats, GENDER) & ~1u); }

constexpr std::string_view kFormer = "экс-";

// "экс-советник": what the lists say of the word behind it.
std::string_view WithoutFormer(std::string_view word) { return word.substr(word.starts_with(kFormer) ? kFormer.size() : 0); }

// What an entry with "*" says holds only where it fits a lemma of the word, which has a short ending: "эксперт*" is not of
// "экспертизы".
uint32_t FlagsOfLemmas(const lector_morph& morph, uint32_t token, const Lexicon& lexicon, std::string_view folded_word) {
  constexpr size_t kLemmaEnding = 2, kLongest = 256;
  uint32_t flags = lexicon.Find(folded_word, 0).flags;
  std::string_view last;
  bool was_thing = false;
  for (uint32_t row = morph.first_parse[token]; row < morph.first_parse[token + 1]; ++row) {
    const uint32_t* offset = morph.parse_lemma.offset + row;
    const std::string_view lemma(morph.parse_lemma.pool + offset[0], offset[1] - offset[0]);
    char letters[FoldedRoom(kLongest)];
    // "мэрию", "примет": neither a thing nor what is done is a role
    const bool thing = LECTOR_FEAT(morph.parse_feats[row], ANIMACY) == LECTOR_ANIMACY_INAN || morph.parse_upos[row] == LECTOR_UPOS_VERB;
    if ((lemma != last || thing != was_thing) && lemma.size() <= kLongest) {
      const std::string_view folded = FoldTo(lemma, letters);
      uint32_t listed = lexicon.Find(folded, kLemmaEnding).flags;
      if (folded.starts_with(kFormer)) listed |= lexicon.Find(WithoutFormer(folded), kLemmaEnding).flags;
      flags |= thing ? listed & ~static_cast<uint32_t>(kRole | kTerritorialRole | kHonorific) : listed;
    }
    last = lemma;
    was_thing = thing;
  }
  return flags | kRoleForm;
}

void ReadParses(const lector_morph& morph, uint32_t token, KnownWord& word) {
  constexpr uint32_t kNouns = 1u << LECTOR_UPOS_NOUN | 1u << LECTOR_UPOS_PROPN;
  constexpr uint32_t kAdjectives = 1u << LECTOR_UPOS_ADJ | 1u << LECTOR_UPOS_DET;
  const uint32_t first = morph.first_parse[token], last = morph.first_parse[token + 1];
  float scores = 0;
  uint32_t upos = 0, types = 0, cases = 0;  // a bit for each of any parse
  for (uint32_t row = first; row < last; ++row) {
    const uint64_t feats = morph.parse_feats[row], type = LECTOR_FEAT(feats, NAMETYPE);
    scores += morph.parse_score[row];
    upos |= 1u << morph.parse_upos[row];
    types |= 1u << type;
    cases |= 1u << LECTOR_FEAT(feats, CASE);
    if (!IsPersonal(type)) continue;
    word.name_genders |= GenderBit(feats);
    if (type != LECTOR_NAMETYPE_GIV || LECTOR_FEAT(feats, NUMBER) != LECTOR_NUMBER_PLUR)
      word.singular_name_genders |= GenderBit(feats);
    if (LECTOR_FEAT(feats, CASE) == LECTOR_CASE_NOM) word.nominative_genders |= GenderBit(feats);
  }
  word.cases = static_cast<uint16_t>(cases);
  word.may_be_noun = (upos & kNouns) != 0;
  word.may_be_adjective = (upos & kAdjectives) != 0;
  word.name_types = static_cast<uint8_t>(types & ~1u);
  word.common = first < last && LECTOR_FEAT(morph.parse_feats[first], NAMETYPE) == 0;
  word.known = scores > kKnown;
  word.parsed = true;
}

// What a word is by its letters and, where there is a morphology, by the parses of the token.
KnownWord Learn(std::string_view written, std::string_view folded, const lector_morph* morph, uint32_t token, const Lexicon& lexicon,
                const Gazetteer& gazetteer) {
  KnownWord word;
  word.folds = folded != written;
  word.letters = static_cast<uint8_t>(std::min<size_t>(CodePoints(written), UINT8_MAX));
  word.latin = !IsRussian(written) && IsLatin(written);
  const size_t hyphen = written.rfind('-');
  const std::string_view last = written.substr(hyphen + 1);
  word.inner_capital = word.letters > 2 && StartsUpper(last);
  word.with_noun = word.latin && hyphen != written.npos && !last.empty() && static_cast<unsigned char>(last[0]) >= 0xD0 &&
                   !IsLatin(last) && !StartsUpper(last);
  word.entry = lexicon.Find(folded);
  if (word.entry.flags == 0 && folded.starts_with(kFormer)) word.entry = lexicon.Find(WithoutFormer(folded));
  word.listed_role = (word.entry.flags & kRole) != 0;
  word.adjective_of = gazetteer.FindAdjective(folded);
  if (word.folds) {  // names have capitals
    const Gazetteer::Opening place = gazetteer.FindOpening(folded);
    word.place = place.alone.place;
    word.opens_place = place.longer;
    word.opens_body = gazetteer.OpensBody(folded);
  }
  if (morph == nullptr || token >= morph->count) return word;
  ReadParses(*morph, token, word);
  if (word.entry.guessed && word.entry.flags != 0 && !word.latin) word.entry.flags &= FlagsOfLemmas(*morph, token, lexicon, folded);
  return word;
}

}  // namespace

Words::Words(const DocumentView& view, const Lexicon& lexicon, const Gazetteer& gazetteer, KnownWords& known,
             std::pmr::memory_resource* memory)
    : view_(view),
      rows_(view.tokens->count, memory),
      uses_(view.tokens->count, memory),
      lower_(rows_.size(), kMaxForms, memory),
      names_(rows_.size() / 4, kMaxForms, memory) {
  ReadTokens(lexicon, gazetteer, known);
  MarkOpenings();
  MarkCapsLines();
  for (uint32_t row = 0; row < size(); ++row) {
    const Word& word = rows_[row];
    uses_[row] = UsesOf(word);
    if (word.caps || !word.word()) continue;
    if (word.lower()) {
      if (!word.is(kFunction | kPreposition)) Note(lower_, word.folded);  // those say it themselves
    } else if ((word.title() && !word.opens) || word.upper()) Note(names_, word.folded);
  }
}

uint8_t Words::UsesOf(const Word& word) const {
  if (!word.word()) return word.kind == LECTOR_TOKEN_QUOTE ? kMayNameBody : 0;
  const bool lower = word.lower(), capital = word.capital();
  uint8_t uses = 0;
  if (!lower || word.latin || word.caps || word.is(kAnyBody)) uses |= kMayNameBody;
  if (capital || (lower && (word.may_be_adjective || !has_morphology()))) uses |= kMayNamePlace;
  if (capital || (lower && word.is(kParticle))) uses |= kMayOpenRun;
  if (capital || word.caps) uses |= kMayEcho;
  if (word.is(kRole)) uses |= kMaySayRole;
  if ((lower || word.opens) && !word.caps && !word.latin && word.upos == LECTOR_UPOS_NOUN &&
      LECTOR_FEAT(word.feats, NUMBER) != LECTOR_NUMBER_PLUR)
    uses |= kMayStandForBody;
  return uses;
}

std::string_view Words::Bare(uint32_t row, const Word* before) {
  Word& word = rows_[row];
  const std::string_view whole = text(row), bare = WithoutPossessive(whole);
  word.possessive = bare.size() < whole.size();
  if (!view_.language.starts_with("en")) return bare;
  const bool follows = row > 0 && rows_[row - 1].word() && word.glued;
  const std::string_view name = NameInCompound(bare, follows ? before : nullptr);
  if (name.size() == bare.size()) return bare;
  word.possessive |= name.data() == bare.data();  // nothing goes on behind it
  word.begin += static_cast<uint32_t>(name.data() - bare.data());
  word.shape = name.size() > 1 && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })
                   ? LECTOR_SHAPE_UPPER
                   : LECTOR_SHAPE_TITLE;
  return name;
}

void Words::ReadTokens(const Lexicon& lexicon, const Gazetteer& gazetteer, KnownWords& known) {
  const lector_tokens& tokens = *view_.tokens;
  std::pmr::vector<uint32_t> places(size(), memory());
  for (uint32_t i = 0; i < size(); ++i)
    if (tokens.kind[i] == LECTOR_TOKEN_WORD)
      places[i] = known.Expect(view_.text.substr(tokens.begin[i], tokens.end[i] - tokens.begin[i]));
  const bool english = view_.language.starts_with("en");
  const Word* before = nullptr;  // the word before, over punctuation
  bool role_before = false;
  for (uint32_t i = 0; i < tokens.count; ++i) {
    view_.Tick();
    Word& word = rows_[i];
    word.begin = tokens.begin[i];
    word.end = tokens.end[i];
    word.kind = tokens.kind[i];
    word.shape = tokens.shape[i];
    if (i > 0) {
      word.glued = true;
      for (uint32_t at = tokens.end[i - 1]; at < word.begin; ++at) word.glued &= view_.text[at] != '\n';
    }
    if (!word.word()) continue;
    const char last = text(i).back();
    const std::string_view bare = english || last == 's' || last == 'S' ? Bare(i, before) : text(i);
    word.end = word.begin + static_cast<uint32_t>(bare.size());
    const uint32_t place = bare.size() == tokens.end[i] - tokens.begin[i] ? places[i] : known.Expect(bare);
    const KnownWord* const kept = known.Find(bare, place);
    const auto fold = [&] { return FoldTo(bare, Room(FoldedRoom(bare.size())).data()); };
    if (kept != nullptr && kept->parsed == (view_.morph != nullptr) && !word.possessive) {
      static_cast<KnownWord&>(word) = *kept;
      word.folded = word.folds ? fold() : bare;
    } else {
      word.folded = fold();
      static_cast<KnownWord&>(word) = Learn(bare, word.folded, view_.morph, i, lexicon, gazetteer);
      if (!word.possessive) known.Keep(bare, place, word);  // parses are of the whole token
    }
    ReadMorphology(i);
    word.mixed_name = word.shape == LECTOR_SHAPE_MIXED && word.inner_capital;
    word.initial = word.shape == LECTOR_SHAPE_TITLE && word.letters == 1 && i + 1 < tokens.count &&
                   tokens.begin[i + 1] == word.end && view_.text[word.end] == '.';
    const bool tail = role_before && lexicon.IsRoleTail(word.folded, before->folded);
    if (tail) word.entry = {.flags = kNotName};
    role_before = word.listed_role && !tail;
    before = &word;
  }
}

void Words::ReadMorphology(uint32_t row) {
  if (view_.morph == nullptr || row >= view_.morph->count) return;
  const lector_morph& morph = *view_.morph;
  Word& word = rows_[row];
  word.upos = morph.upos[row];
  word.feats = morph.feats[row];
  word.lemma = {morph.lemma.pool + morph.lemma.offset[row], morph.lemma.offset[row + 1] - morph.lemma.offset[row]};
  // "Йоханн" is no genitive plural of "Йоханна" where the tagger reads a singular
  if (LECTOR_FEAT(word.feats, NUMBER) == LECTOR_NUMBER_SING) word.name_genders = word.singular_name_genders;
  if (IsPersonal(LECTOR_FEAT(word.feats, NAMETYPE))) word.name_gender = GenderBit(word.feats);
}

void Words::MarkOpenings() {
  const auto mark = [this](std::span<const lector_span> spans, bool paragraph) {
    uint32_t row = 0;
    for (const lector_span& span : spans) {
      while (row < size() && rows_[row].begin < span.begin) ++row;
      uint32_t first = row;
      while (first < size() && rows_[first].begin < span.end && !rows_[first].word()) ++first;
      if (first >= size() || rows_[first].begin >= span.end) continue;
      rows_[first].opens_paragraph |= paragraph;
      rows_[first].opens = true;
    }
  };
  mark(view_.sentences, false);
  mark(view_.paragraphs, true);
  for (uint32_t i = 1; i < size(); ++i) {
    const Word& before = rows_[i - 1];
    if (!rows_[i].word() || before.word() || before.kind == LECTOR_TOKEN_NUMBER) continue;
    // After a colon, and after an opening mark or a dash that opens speech.
    const bool marks = i >= 2 && !rows_[i - 2].word() && rows_[i - 2].kind != LECTOR_TOKEN_NUMBER;
    if (text(i - 1) == ":" || (marks && IsOpeningMark(text(i - 1)))) rows_[i].opens = true;
  }
  for (uint32_t i = 2; i < size(); ++i)  // but not after the full stop of an initial: "В. Путин"
    if (rows_[i].opens && rows_[i - 2].initial && rows_[i].glued && text(i - 1) == ".") rows_[i].opens = false;
}

void Words::MarkCapsLines() {
  uint32_t first = 0;
  for (uint32_t i = 1; i <= size(); ++i) {
    if (i < size() && rows_[i].glued) continue;
    MarkCapsLine(first, i);
    first = i;
  }
}

// A line of at least three long words, nearly all of them in capitals, or in title case with none in lower case but
// function words.
void Words::MarkCapsLine(uint32_t first, uint32_t last) {
  uint32_t upper = 0, title = 0, lower = 0, names = 0, function = 0, verbs = 0;
  for (uint32_t i = first; i < last; ++i) {
    const Word& word = rows_[i];
    if (!word.word()) continue;
    if (word.is(kFunction | kPreposition)) {
      function += word.title() && !word.opens && !word.latin && !word.initial;
      continue;
    }
    if (word.folded.size() <= 8 && CodePoints(word.folded) < 3) continue;
    upper += word.upper();
    title += word.title();
    lower += word.lower();
    names += word.title() && word.name_types != 0;
    verbs += word.title() && !word.opens && word.upos == LECTOR_UPOS_VERB && word.name_types == 0;
  }
  const uint32_t all = upper + title + lower;
  const bool in_capitals = all >= 3 && upper * 10 >= all * 7;
  // a preposition or a verb with a capital says it, "Встреча В Минске"; many names: a list of them
  const bool said = (function > 0 && title >= 2 && 8 * lower <= title) || (verbs > 0 && title >= 3 && lower == 0);
  const bool in_title_case = said || (all >= 4 && lower == 0 && title >= 4 && 2 * names <= all);
  if (!in_capitals && !in_title_case) return;
  const bool english = view_.language.starts_with("en");
  for (uint32_t i = first; i < last; ++i)  // among words in title case, one in capitals or in Latin letters still says something
    rows_[i].caps = in_capitals || !(rows_[i].upper() || (rows_[i].latin && !english));
}

void Words::Note(Forms& forms, std::string_view folded) {
  const uint64_t key = Beginning(folded, kFormLetters);
  if (Form* same = forms.Find(key, [&](const Form& form) { return form.folded == folded; }); same != nullptr) ++same->times;
  else forms.Add(key, {folded, 1});
}

bool Words::Seen(const Forms& forms, std::string_view folded, uint32_t times) {
  uint32_t seen = 0;
  return forms.Find(Beginning(folded, kFormLetters), [&](const Form& form) {
    if (FormDistance(form.folded, folded) >= 0) seen += form.times;
    return seen >= times;
  }) != nullptr;
}

}  // namespace lector::entities
