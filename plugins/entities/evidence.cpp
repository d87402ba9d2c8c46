#include "evidence.h"

#include <algorithm>

#include "echoes.h"
#include "letters.h"
#include "phrases.h"

namespace lector::entities {
namespace {

class Context {
 public:
  Context(const Reading& reading, Candidate& candidate) : reading_(reading), words_(reading.words), c_(candidate) {}

  void Add() {
    const Word& first = words_[c_.first];
    for (uint32_t i = c_.first; i <= c_.last; ++i) c_.doubtful |= words_[i].caps;
    if (c_.place != nullptr) {
      c_.score[kLocation] += 4.0f;
      if (const Word& word = words_[c_.first]; word.opens && words_.SeenLower(word.folded) && c_.words() == 1 && !word.upper())
        c_.score[kLocation] -= 2.0f;
      return;
    }
    if (Dateline()) return;
    if (first.upper() && !first.caps && c_.words() == 1 && CodePoints(first.folded) > 1) return Abbreviation();
    Shape();
    Before();
    After();
    if (first.opens && c_.words() == 1) Opening();
  }

 private:
  const Word* Neighbour(uint32_t row) const { return row < words_.size() && words_[row].word() ? &words_[row] : nullptr; }
  const Word* WordBefore() const {
    if (c_.first == 0 || !words_[c_.first].glued) return nullptr;
    const bool dotted =
        c_.first >= 2 && words_.text(c_.first - 1) == "." && words_[c_.first - 2].end == words_[c_.first - 1].begin;
    if (dotted && !words_[c_.first - 2].is(kRole)) return nullptr;  // "ген. Иванов"
    return Neighbour(c_.first - (dotted ? 2 : 1));
  }
  const Word* WordAfter() const { return reading_.Glued(c_.last + 1) ? Neighbour(c_.last + 1) : nullptr; }

  // "МОСКВА, 26 ноя": the place that opens a text.
  bool Dateline() {
    const uint32_t mark = c_.last + 1;
    if (!words_[c_.first].opens_paragraph || !reading_.Glued(mark + 1)) return false;
    if (words_.text(mark) != ",") return false;
    const bool capitals = words_[c_.first].upper() && CodePoints(words_[c_.first].folded) > 4;
    if (!capitals && words_[mark + 1].kind != LECTOR_TOKEN_NUMBER) return false;
    c_.score[kLocation] += 3.0f;
    return true;
  }

  void Abbreviation() {
    c_.score[kOrganization] += 2.0f;
    const Word* before = WordBefore();
    if (const std::string_view type = words_[c_.first].entry.org_type; !type.empty()) c_.finer = type;
    else if (before != nullptr && before->is(kOrgBeforeQuote) && before->lower()) c_.finer = before->entry.org_type;  // "банк ВТБ"
    if (reading_.Glued(c_.last + 1))
      if (const Gazetteer::Hit place = reading_.PlaceAt(c_.last + 1);
          place.length > 0 && place.place->type == "country" && !words_[c_.first].latin)
        c_.phrase_last = c_.last + place.length;
  }

  // What the name itself looks like.
  void Shape() {
    uint32_t names = 0, initials = 0, heads = 0, forms = 0, upper = 0;
    bool particle = false, of = false;
    for (uint32_t i = c_.first; i <= c_.last; ++i) {
      const Word& word = words_[i];
      if (!word.word()) continue;
      if (word.initial) ++initials;
      else if (word.capital()) ++names, upper += word.upper() && !word.caps;
      else if (word.folded == "of" || word.folded == "and" || word.folded == "for") of = true;
      else particle |= word.is(kParticle);
      heads += word.is(kOrgHead);
      forms += word.is(kOrgForm);
      if ((word.latin ? word.is(kOrgHead | kOrgForm) : i == c_.first && word.upper() && word.is(kOrgForm)) && c_.finer.empty())
        c_.finer = word.entry.org_type;  // "РИА Томск"
    }
    const bool latin = words_[c_.first].latin;
    const bool usual = words_[c_.first].opens && words_[c_.first].common;
    const std::string_view* end =
        !latin && c_.words() == 1 && !usual ? reading_.lexicon.OrganizationByEnd(words_[c_.first].folded) : nullptr;
    if (end != nullptr) {  // "Совкомбанк"
      if (c_.finer.empty()) c_.finer = *end;
      c_.score[kOrganization] += 2.5f;
      c_.score[kLocation] -= 2.0f;
      c_.score[kPerson] -= 1.0f;
    }
    if (!latin && words_[c_.last].latin) c_.score[kPerson] += 1.5f;  // "Карл XII"
    if (latin && words_[c_.last].is(kNotName))                       // "Affordable Care Act"
      for (float& score : c_.score) score -= 3.0f;
    if (latin && words_[c_.first].upper() && CodePoints(words_[c_.first].folded) > 1 && names > 1)
      c_.score[kOrganization] += 1.5f;  // "USA Today"
    if (names == 1 && words_[c_.first].is(kNameAdjective)) c_.score[kLocation] -= 2.0f;
    if (latin && (heads > 0 || forms > 0 || of)) c_.score[kOrganization] += names > 1 || heads > 0 ? 3.0f : 1.0f;
    if (latin && words_[c_.last].is(kPlaceAfter) && names > 1) c_.score[kLocation] += 2.5f;
    if (latin && words_[c_.first].is(kNameAdjective) && names == 2) c_.score[kLocation] += 1.5f;  // "New Malden"
    if (!latin && names > 1 && reading_.PlaceAt(c_.last, 1).length == 1 && words_[c_.last].title()) {
      const std::string& type = reading_.PlaceAt(c_.last, 1).place->type;
      if (type != "city") c_.score[kPerson] -= 1.4f, c_.score[kOrganization] += 0.6f;  // "Голос Америки"
    }
    if (initials > 0 && names > 0 && heads == 0) c_.score[kPerson] += 3.0f;
    if (particle) c_.score[kPerson] += 1.0f;
    if (latin && names > 1 && words_[c_.first].is(kGivenName)) c_.score[kPerson] += 1.5f;
    if (latin) c_.score[kOrganization] += 1.2f;
    else if (upper > 1 && upper == names) c_.score[kOrganization] += 1.4f;  // "СО РАН"
    else if ((names == 2 || names == 3) && !words_[c_.first].is(kOrgHead | kOrgBeforeQuote)) c_.score[kPerson] += 1.4f;
    if (const Word& last = words_[c_.last]; !latin && names == 2 && last.title() && last.is(kPlaceAfter) && last.may_be_noun &&
                                            last.entry.place_type == "facility" && !words_[c_.first].may_be(LECTOR_NAMETYPE_GIV)) {
      c_.score[kLocation] += 3.0f;  // "Заречье Арена"
      c_.score[kPerson] -= 1.4f;
    }
    if (const Word& word = words_[c_.first]; c_.words() == 1 && !latin && word.may_be(LECTOR_NAMETYPE_GEO) && !word.common)
      c_.score[kLocation] += 1.5f;  // the dictionary has it as a place
    if (names == 1 && words_[c_.first].mixed_name) c_.score[kOrganization] += 1.2f;
  }

  // What stands before it.
  void Before() {
    const Word* before = WordBefore();
    if (before == nullptr) return;
    if (before->is(kHonorific)) c_.score[kPerson] += 2.5f;
    if (before->latin && before->folded == "the") {  // "the Guardian"
      c_.score[kPerson] -= 1.5f;
      c_.score[kOrganization] += 1.2f;
    }
    const bool lone = c_.words() == 1;
    // "лауреат | Гонкуровской | премии": an adjective of what stands behind it
    const Word* after = WordAfter();
    const bool adjective = lone && words_[c_.first].upos == LECTOR_UPOS_ADJ && after != nullptr && after->lower() && after->may_be_noun;
    if (before->is(kRole) && !before->is(kHonorific) && !adjective) c_.score[kPerson] += lone ? 1.2f : 2.0f;
    if (before->is(kPreposition)) c_.score[kLocation] += lone ? 1.5f : 1.2f;
    if (before->is(kPlaceBefore)) {
      c_.score[kLocation] += lone && words_[c_.first].is(kNameAdjective) ? 5.0f : 3.0f;  // "микрорайон | Южный"
      // "аэропорт Внуково", but "в аэропорту Болоньи": the name of a facility stays in the nominative
      const Word& name = words_[c_.first];
      const bool streets = before->entry.place_type == "street" && LECTOR_FEAT(before->feats, NUMBER) == LECTOR_NUMBER_PLUR;
      if (!streets && (before->entry.place_type != "facility" || name.cases == 0 || name.may_stand_in(LECTOR_CASE_NOM)))
        c_.finer = before->entry.place_type;
    }
    if (before->is(kOrgBeforeQuote) && !before->latin && (lone || words_[c_.first].latin)) {
      c_.score[kOrganization] += 1.8f;
      c_.finer = before->entry.org_type;
    }
    // "президент | России | Владимир Путин": the role stands before a place that goes with it.
    if (!before->is(kRole) && c_.first >= 2 && words_[c_.first - 1].glued && reading_.taken[c_.first - 1] && c_.words() > 1) {
      uint32_t row = c_.first - 1;
      while (row > 0 && reading_.taken[row] && words_[row].glued && c_.first - row < 6) --row;
      if (words_[row].is(kRole)) c_.score[kPerson] += 1.5f;
    }
    if (lone && words_[c_.first - 1].is(kTerritorialRole) && reading_.Glued(c_.last + 1) && words_[c_.last + 1].title()) {
      c_.score[kLocation] += 2.0f;
      c_.score[kPerson] -= 2.0f;
    }
  }

  // What stands behind it.
  void After() {
    const Word* after = WordAfter();
    if (after != nullptr) {
      if (after->is(kSpeech)) {
        c_.score[kPerson] += 1.2f;
        c_.nominative = true;
      }
      if (after->is(kRole) && after->lower()) {
        c_.score[kPerson] += 1.0f;
        c_.nominative |= c_.words() > 1 && words_[c_.first].opens;
      }
      return;
    }
    // "Иванов, президент компании"
    if (reading_.Glued(c_.last + 1) && words_.text(c_.last + 1) == "," && reading_.Glued(c_.last + 2) &&
        words_[c_.last + 2].is(kRole))
      c_.score[kPerson] += 1.2f;
  }

  // One word that opens a sentence: a name only where something else says so.
  void Opening() {
    const Word& word = words_[c_.first];
    if (words_.SeenAsName(word.folded)) return;
    const bool lower = words_.SeenLower(word.folded);
    for (float& score : c_.score) score -= lower ? 3.0f : 0.8f;
  }

  const Reading& reading_;
  const Words& words_;
  Candidate& c_;
};

// Votes of the candidates for the forms of one word.
class Votes {
 public:
  using Scores = std::array<float, kTypes>;

  explicit Votes(const Reading& reading) : forms_(2 * reading.candidates.size(), kMaxForms, reading.words.memory()) {}

  void Add(std::string_view folded, Type type, float weight) {
    const uint64_t key = Beginning(folded, 4);
    Form* form = forms_.Find(key, [&](const Form& known) { return known.folded == folded; });
    if (form == nullptr) form = forms_.Add(key, {folded, {}});
    if (form != nullptr) form->scores[type] += weight;
  }

  Scores Of(std::string_view folded) const {
    Scores sum = {};
    forms_.ForEach(Beginning(folded, 4), [&](const Form& form) {
      if (FormDistance(form.folded, folded) >= 0)
        for (size_t type = 0; type < kTypes; ++type) sum[type] += form.scores[type];
    });
    return sum;
  }

 private:
  static constexpr size_t kMaxForms = 64;  // of words that begin alike, so that time stays linear
  struct Form {
    std::string_view folded;
    Scores scores;
  };
  Alike<Form> forms_;
};

// A key that is alike for the forms of a name of several words.
std::string_view Pair(const Words& words, const Candidate& candidate) {
  const std::string_view first = Prefix(words[candidate.first].folded, 4), last = words[candidate.last].folded;
  const std::span<char> pair = words.Room(first.size() + 1 + last.size());
  *std::copy(first.begin(), first.end(), pair.begin()) = ' ';
  std::copy(last.begin(), last.end(), pair.end() - static_cast<ptrdiff_t>(last.size()));
  return {pair.data(), pair.size()};
}

Votes Collect(const Reading& reading) {
  Votes votes(reading);
  for (const Candidate& candidate : reading.candidates) {
    if (candidate.doubtful || candidate.form != LECTOR_FORM_NAME) continue;
    const Type type = candidate.best();
    const float score = candidate.score[type];
    if (score < kAccepted) continue;
    const Word& first = reading.words[candidate.first];
    const Word& last = reading.words[candidate.last];
    if (candidate.words() == 1) {
      votes.Add(first.folded, type, score);
    } else if (type == kPerson) {
      votes.Add(last.folded, type, score * 1.5f);
      if (!first.initial) votes.Add(first.folded, type, score);
    } else {
      votes.Add(last.folded, type, score * 0.3f);
    }
    if (candidate.words() > 1) votes.Add(Pair(reading.words, candidate), type, candidate.pattern ? 2 * score : score);
  }
  return votes;
}

// A name in brackets behind a name is the same in other words: "Бернд Пишетсридер (Bernd Pischetsrieder)".
void TypeBrackets(Reading& reading) {
  for (size_t i = 1; i < reading.candidates.size(); ++i) {
    Candidate& inside = reading.candidates[i];
    size_t at = i - 1;  // the country of "Минфин США (OFAC)" stands between
    while (at > 0 && i - at < 3 && reading.candidates[at - 1].phrase_last + 2 == inside.first) --at;
    const Candidate& before = reading.candidates[at];
    if (inside.place != nullptr || inside.first != before.phrase_last + 2 || reading.words.text(inside.first - 1) != "(")
      continue;
    if (before.best() == kOrganization && inside.words() == 1 && reading.words[inside.first].upper()) {
      std::swap(inside.score[kOrganization], inside.score[inside.best()]);  // "Минфин (OFAC)"
      continue;
    }
    if (before.best() != kPerson || inside.words() < 2) continue;
    if (!inside.pattern) std::swap(inside.score[kPerson], inside.score[inside.best()]);
  }
}

}  // namespace

bool IsMediumOnly(const Reading& reading, uint32_t first, uint32_t last) {
  constexpr uint32_t kFar = 3;
  const Words& words = reading.words;
  if (first != last || !reading.lexicon.IsPlatform(words[first].folded)) return false;
  for (uint32_t row = first; row > 0 && first - row < kFar && words[row].glued; --row) {
    const Word& before = words[row - 1];
    if (before.kind == LECTOR_TOKEN_QUOTE) continue;
    if (!before.lower() || before.is(kOrgBeforeQuote | kOrgHead | kRole)) return false;
    if (before.is(kPreposition) || before.folded == "через") {
      for (uint32_t at = row - 1; at > 0 && row - at < kFar && words[at].glued; --at)
        if (words[at - 1].word() && reading.lexicon.IsOfCompany(words[at - 1].folded)) return false;
      return true;
    }
    if (before.upos == LECTOR_UPOS_VERB && !before.may_be_adjective) return false;
  }
  return false;
}

void AddEvidence(const Reading& reading, Candidate& candidate) { Context(reading, candidate).Add(); }

// "Ми-8", "Су-57" is no person, whatever the tagger says.
static bool HasDigit(const Words& words, const Candidate& candidate) {
  for (uint32_t at = words[candidate.first].begin; at < words[candidate.last].end; ++at)
    if (words.view().text[at] >= '0' && words.view().text[at] <= '9') return true;
  return false;
}

// Words of the dictionary that are no names there: adjectives before their noun, "Неизвестный | солдат", "Всемирно | известный",
// and one that only the beginning of a sentence gives a capital, "Снимок".
static bool OnlyDescribes(const Reading& reading, const Candidate& candidate) {
  const Words& words = reading.words;
  if (candidate.pattern || candidate.place != nullptr || candidate.form != LECTOR_FORM_NAME) return false;
  for (uint32_t row = candidate.first; row <= candidate.last; ++row)
    if (!words[row].title() || words[row].latin || !words[row].known || words[row].name_types != 0 || words[row].caps)
      return false;
  const Word& last = words[candidate.last];
  const Word& first = words[candidate.first];
  if (candidate.tagged && candidate.best() == kPerson && candidate.words() > 1 && !first.may_be_adjective &&
      (first.upos == LECTOR_UPOS_PROPN || first.upos == LECTOR_UPOS_NOUN))
    return false;  // "Вутер | Бос"
  const uint32_t behind = candidate.last + 1;
  const bool adjective = last.may_be_adjective && (last.upos == LECTOR_UPOS_ADJ || last.upos == LECTOR_UPOS_VERB) &&
                         !(candidate.best() == kLocation && (last.lemma.ends_with("ский") || last.lemma.ends_with("цкий")));
  if (reading.Glued(behind) && words[behind].lower() && !words[behind].is(kPlaceAfter | kOrgHead)) {
    if (adjective && words[behind].may_be_noun && (words[behind].cases & last.cases) != 0) return true;
    if (last.upos == LECTOR_UPOS_ADV && words[behind].may_be_adjective) return true;
  }
  const bool speaks = reading.Glued(behind) && words[behind].is(kSpeech);
  return candidate.best() == kPerson && candidate.words() == 1 && last.opens && last.common && !speaks &&
         !words.SeenAsName(last.folded);
}

void Decide(Reading& reading) {
  constexpr float kVote = 0.5f, kMostVotes = 4.0f;
  const Votes votes = Collect(reading);
  size_t kept = 0;
  for (Candidate& candidate : reading.candidates) {
    reading.words.view().Tick();
    const Word& last = reading.words[candidate.last];
    Votes::Scores heard = last.word() ? votes.Of(last.folded) : Votes::Scores{};
    if (candidate.words() > 1) {
      const Votes::Scores whole = votes.Of(Pair(reading.words, candidate));
      for (size_t type = 0; type < kTypes; ++type) heard[type] += whole[type];
    }
    if (!candidate.pattern && candidate.place == nullptr)
      for (size_t type = 0; type < kTypes; ++type) candidate.score[type] += std::min(kMostVotes, heard[type] * kVote);
    if (candidate.doubtful && candidate.place == nullptr) {
      const float most = *std::max_element(heard.begin(), heard.end());
      if (most < kAccepted) continue;
    }
    const bool no_name = (candidate.best() == kPerson && HasDigit(reading.words, candidate)) ||
                         OnlyDescribes(reading, candidate) ||
                         (candidate.best() == kOrganization && IsMediumOnly(reading, candidate.first, candidate.last));
    if (!no_name && candidate.score[candidate.best()] >= kAccepted) reading.candidates[kept++] = candidate;
    else
      for (uint32_t row = candidate.first; row <= candidate.last; ++row) reading.taken[row] = false;
  }
  reading.candidates.resize(kept);
  FindEchoes(reading);
  TypeBrackets(reading);
  JoinPhrases(reading);
}

float Confidence(const Candidate& candidate) {
  // How many of the mentions with a score of 1, 2 .. 6 and more were right, measured by type over two corpora that mark
  // differently (README.md): the middle of both.
  static constexpr size_t kSteps = 6;
  static constexpr float kRight[kTypes][kSteps] = {
      {0.15f, 0.25f, 0.40f, 0.67f, 0.75f, 0.97f},
      {0.70f, 0.75f, 0.77f, 0.78f, 0.80f, 0.86f},
      {0.25f, 0.35f, 0.55f, 0.66f, 0.72f, 0.94f},
  };
  const Type type = candidate.best();
  const float at = std::clamp(candidate.score[type] - 1.0f, 0.0f, static_cast<float>(kSteps - 1));
  const auto low = static_cast<size_t>(at);
  const size_t high = std::min(low + 1, kSteps - 1);
  return kRight[type][low] + (at - static_cast<float>(low)) * (kRight[type][high] - kRight[type][low]);
}

}  // namespace lector::entities
