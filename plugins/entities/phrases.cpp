#include "phrases.h"

#include <algorithm>
#include <utility>

#include "letters.h"
#include "normal_forms.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxPhrase = 16;     // tokens
constexpr uint32_t kMaxAdjectives = 4;  // before the noun of a body

class Joiner {
 public:
  explicit Joiner(Reading& reading) : words_(reading.words), reading_(reading), all_(reading.candidates) {}

  void Run() {
    for (size_t i = all_.size(); i-- > 0;) {
      const Candidate& body = all_[i];
      if (body.best() != kOrganization || !words_[body.first].word() || words_[body.first].latin || body.doubtful) continue;
      while (JoinNext(i)) continue;
      if (Noun(all_[i])) JoinField(all_[i], Head(all_[i]));
      JoinAdjectives(i);
    }
    std::erase_if(all_, [](const Candidate& candidate) { return candidate.needs_place; });
  }

 private:
  // It is called by a noun of bodies: a pattern found it by that, or the tagger found it with one.
  bool Noun(const Candidate& body) const {
    if (words_[body.phrase_first].kind != LECTOR_TOKEN_WORD || body.phrase_first != body.first) return false;
    return body.pattern || words_[Head(body)].is(kOrgHead | kOrgUnit);
  }

  // What stands behind the phrase of the body joins it; false where nothing does.
  bool JoinNext(size_t i) {
    Candidate& body = all_[i];
    const uint32_t behind = body.phrase_last + 1;
    if (!reading_.Glued(behind) || behind - body.phrase_first >= kMaxPhrase) return false;
    if (!Noun(body) && !words_[body.first].upper() && !Descriptive(body)) return false;
    size_t at = i + 1;
    while (at < all_.size() && (all_[at].phrase_first < behind || (all_[at].needs_place && all_[at].phrase_first == behind)))
      ++at;
    if (at == all_.size() || all_[at].phrase_first > behind + 3 || !JoinName(i, at))
      return JoinTerritory(body) || (Noun(body) && (JoinPatron(body) || JoinTerm(body)));
    return !all_[i].needs_place;
  }

  // "комитет Сената США | по международным отношениям", "комитет ООН | против пыток": what a body is for, behind whose it is.
  bool JoinField(Candidate& body, uint32_t head) const {
    const uint32_t row = body.phrase_last + 1;
    if (!reading_.Glued(row) || (words_[row].folded != "по" && words_[row].folded != "против")) return false;
    if (head == body.phrase_last || !words_[head].is(kOrgHead | kOrgUnit) || words_[head].is(kOrgAlone)) return false;
    if (words_[row].folded == "против" && words_[head].entry.org_type == "party") return false;  // "Партия независимости | против войны"
    const uint32_t last = AfterGenitives(reading_, body.phrase_last);
    return last > std::exchange(body.phrase_last, last);
  }

  // "совет | при президенте": the role that a body is with; whose it is joins as behind the body itself.
  bool JoinPatron(Candidate& body) const {
    constexpr uint32_t kMaxWords = 3;
    uint32_t row = body.phrase_last + 1;
    const Word& head = words_[Head(body)];
    if (!reading_.Glued(row + 1) || words_[row].folded != "при" || !head.is(kOrgHead) || head.is(kOrgAlone) || head.latin)
      return false;
    for (uint32_t words = 0; words < kMaxWords && reading_.Glued(++row); ++words) {
      const Word& word = words_[row];
      if (!word.word() || !word.may_stand_in(LECTOR_CASE_LOC)) return false;
      if (!word.is(kRole)) {
        if (!word.may_be_adjective) return false;
        continue;
      }
      if (LECTOR_FEAT(word.feats, NUMBER) == LECTOR_NUMBER_PLUR || reading_.TaggedAs(row + 1, kPerson)) return false;
      body.phrase_last = row;
      body.needs_place = false;
      return true;
    }
    return false;
  }

  // "дума | седьмого созыва", "Палата представителей | 112 созыва"
  bool JoinTerm(Candidate& body) const {
    const uint32_t row = body.phrase_last + 1;
    if (!reading_.Glued(row + 1) || words_[row + 1].folded != "созыва") return false;
    const Word& which = words_[row];
    if (which.kind != LECTOR_TOKEN_NUMBER && !(which.may_stand_in(LECTOR_CASE_GEN) && !which.is(kNoComplement))) return false;
    body.phrase_last = row + 1;
    return true;
  }

  // The candidate joins the body, if it may.
  bool JoinName(size_t i, size_t at) {
    Candidate& body = all_[i];
    Candidate& next = all_[at];
    const uint32_t behind = body.phrase_last + 1;
    if (next.needs_place || next.phrase_last - body.phrase_first >= kMaxPhrase) return false;
    const bool unit = body.needs_place && words_[Head(body)].is(kOrgUnit) && next.best() == kOrganization;
    uint32_t last = next.phrase_last;
    if (next.phrase_first == behind) {
      if (!Joins(body, next)) return false;
    } else if (const uint32_t quoted = Quoted(body, next); quoted != 0) {
      last = quoted;
    } else if (!JoinsBy(body, next) && !JoinsWith(body, next)) {
      return false;
    }
    if (unit && next.form == LECTOR_FORM_NAME) {
      next.phrase_first = body.phrase_first;  // "пресс-служба | МВД": its name is the other's
      next.phrase_last = last;
      if (JoinField(next, Head(body))) {
        next.first = next.phrase_first;  // "комитет Сената | по международным отношениям": one of its own
        next.last = next.phrase_last;
      }
      JoinAdjectives(at);
      return true;
    }
    body.phrase_last = last;
    body.needs_place = false;
    return true;
  }

  // "политсовет | «X»", "совет | партии «X»": the row of the closing mark; 0 where it is not so.
  uint32_t Quoted(const Candidate& body, const Candidate& next) const {
    if (!Noun(body) || !words_[Head(body)].is(kOrgUnit) || next.best() != kOrganization) return 0;
    uint32_t row = body.phrase_last + 1;
    if (words_[row].lower() && words_[row].is(kOrgBeforeQuote)) ++row;
    if (row >= words_.size() || words_[row].kind != LECTOR_TOKEN_QUOTE || next.first != row + 1) return 0;
    const uint32_t close = std::max(next.last + 1, next.phrase_last);
    return reading_.Glued(close) && words_[close].kind == LECTOR_TOKEN_QUOTE ? close : 0;
  }

  // "парламент | страны", "администрация | города": what has no name of its own here.
  bool JoinTerritory(Candidate& body) const {
    const uint32_t row = body.phrase_last + 1;
    if (!Noun(body) || !words_[row].lower() || !words_[row].is(kTerritory) || words_[row].latin) return false;
    if (words_[Head(body)].entry.org_type != "government" || !words_[row].may_stand_in(LECTOR_CASE_GEN)) return false;
    if (LECTOR_FEAT(words_[row].feats, NUMBER) == LECTOR_NUMBER_PLUR) return false;
    // "Дума края | Пётр Иванов", but "администрация города | Омска"
    const bool person = words_[body.first].title() && reading_.TaggedAs(row + 1, kPerson);
    if (reading_.Glued(row + 1) && words_[row + 1].capital() && !person) return false;
    body.phrase_last = row;
    body.needs_place = false;
    return true;
  }

  // A name that describes its body, "Вооружённые силы", "Национальная опера": it ends in a word in lower case.
  bool Descriptive(const Candidate& body) const {
    return body.words() > 1 && body.phrase_first == body.first && words_[body.first].title() && words_[body.last].lower() &&
           words_[body.last].may_be_noun;
  }

  // May `next` right behind a body end its phrase?
  bool Joins(const Candidate& body, const Candidate& next) const {
    const bool noun = Noun(body);
    const Word& name = words_[next.first];
    if (name.latin)  // "совет директоров | X"
      return noun && body.phrase_last == body.last && next.best() == kOrganization && words_[Head(body)].is(kOrgUnit);
    if (next.form == LECTOR_FORM_COMMON_NOUN) return noun && next.best() == kOrganization && words_[Head(body)].is(kOrgUnit);
    if (next.form != LECTOR_FORM_NAME) return false;
    if (Unit(body, next)) return true;
    if (next.best() == kOrganization && words_[body.first].entry.org_type == "media") return false;  // "ТАСС | МВД"
    if (next.best() == kLocation) return words_[body.last].kind != LECTOR_TOKEN_NUMBER;  // "школа № 5 | Москвы"
    if (next.best() == kOrganization && name.lower() && name.cases != 0 && !name.may_stand_in(LECTOR_CASE_GEN)) return false;
    if (next.best() == kOrganization)
      return noun && (next.pattern || next.body != nullptr || words_[Head(body)].is(kOrgUnit) || Descriptive(next));
    // "правительство | Медведева", "администрация | Трампа", but "депутат Госдумы | Дениса X"
    if (body.phrase_first > 0 && words_[body.phrase_first].glued && words_[body.phrase_first - 1].is(kRole) &&
        LECTOR_FEAT(words_[body.phrase_first - 1].feats, NUMBER) != LECTOR_NUMBER_PLUR)
      return false;
    const Word& head = words_[body.first];
    const bool led = (head.is(kOrgAlone) && !head.upper()) ||
                     (head.is(kOrgWithPlace) && !head.is(kOrgUnit) && head.entry.org_type == "government" &&
                                            LECTOR_FEAT(head.feats, NUMBER) != LECTOR_NUMBER_PLUR);
    return noun && led && next.words() <= 3 && body.first == body.phrase_last && name.grammatical_case() == LECTOR_CASE_GEN;
  }

  // "МВД", "МГУ", "РАН", but not "ООН"
  bool HasUnits(const Candidate& whole) const {
    const Word& word = words_[whole.first];
    const std::string_view type = word.is(kOrgAlone) ? word.entry.org_type : whole.finer;
    if (!word.is(kOrgAlone) && type.empty()) {
      const Gazetteer::Body* known = WellKnown(reading_, whole);
      return known != nullptr && known->type == "university";
    }
    return type == "government" || type == "university" || (word.is(kOrgAlone) && type.empty());
  }

  // "ГУУР | МВД", "ГАИШ | МГУ": letters of a unit before those of a body of the state, of science
  bool Unit(const Candidate& body, const Candidate& next) const {
    const Word& unit = words_[body.first];
    const Word& whole = words_[next.first];
    return body.phrase_first == body.phrase_last && next.words() == 1 && unit.upper() && whole.upper() && !unit.caps &&
           !unit.latin &&
           unit.entry.org_type != "media" && body.finer != "media" && next.best() == kOrganization && HasUnits(next) &&
           CodePoints(unit.folded) > 1;
  }

  // "управление МВД | по Омской области", "суд | города Москвы", "суд | г. Москвы"
  bool JoinsBy(const Candidate& body, const Candidate& next) const {
    const uint32_t row = body.phrase_last + 1;
    if (next.best() != kLocation || next.form != LECTOR_FORM_NAME) return false;
    if (words_[row].is(kPlaceBefore) && words_[row].lower() && words_[row].may_stand_in(LECTOR_CASE_GEN))
      return next.phrase_first == row + 1;
    if (words_[row].folded == "г" && words_.text(row + 1) == ".") return next.phrase_first == row + 2;
    if (words_[row].folded == "в" && !body.needs_place && body.phrase_last > Head(body) && words_[Head(body)].is(kOrgWithPlace) &&
        LECTOR_FEAT(words_[Head(body)].feats, NUMBER) == LECTOR_NUMBER_PLUR)
      return next.phrase_first == row + 1;  // "силы НАТО | в Европе"
    if (words_[row].folded != "по" || body.needs_place || body.form != LECTOR_FORM_NAME) return false;
    const bool adjective = reading_.Glued(row + 1) && words_[row + 1].lower() && words_[row + 1].upos == LECTOR_UPOS_ADJ;
    const Word& name = words_[next.first];
    return next.phrase_first == row + (adjective ? 2 : 1) && (name.cases == 0 || name.may_stand_in(LECTOR_CASE_DAT));
  }

  // "комитет | при Каролинском институте"
  bool JoinsWith(const Candidate& body, const Candidate& next) const {
    const uint32_t row = body.phrase_last + 1;
    const Word& head = words_[Head(body)];
    const Word& name = words_[next.phrase_first];
    return next.phrase_first == row + 1 && words_[row].folded == "при" && next.best() == kOrganization && Noun(body) &&
           head.is(kOrgHead) && !head.is(kOrgAlone) && (name.cases == 0 || name.may_stand_in(LECTOR_CASE_LOC));
  }

  // The noun of the body: the first token of its name that is one.
  uint32_t Head(const Candidate& body) const {
    uint32_t row = body.first;
    while (row < body.last && !words_[row].is(kOrgHead | kOrgAlone | kOrgWithPlace | kOrgUnit)) ++row;
    return row;
  }

  // "японский | парламент", "нижняя | палата парламента"
  void JoinAdjectives(size_t i) {
    Candidate& body = all_[i];
    const uint32_t first = body.phrase_first;
    if (!words_[first].glued ||
        !(words_[first].lower() || words_[first].is(kOrgAlone) || (words_[first].upper() && words_[first].is(kOrgWithPlace))))
      return;
    const bool numbered = words_[body.last].kind == LECTOR_TOKEN_NUMBER;  // "средняя | школа № 5"
    if (!words_[first].is(kOrgHead | kOrgAlone | kOrgWithPlace | kOrgUnit) && body.phrase_first == body.first && !numbered)
      return;
    uint32_t row = first;
    while (row > 0 && first - row < kMaxAdjectives && words_[row].glued && Narrows(words_[row - 1], words_[first])) --row;
    if (row == first) return;
    bool shown = false;
    for (uint32_t at = row; at < first; ++at)
      shown = shown || words_[at].is(kLevel) || words_[at].adjective_of != nullptr;
    if (body.needs_place && !(shown && words_[first].is(kOrgWithPlace))) return;
    if (body.phrase_first == body.first) body.first = row;
    body.phrase_first = row;
    body.needs_place = false;
  }

  bool Narrows(const Word& adjective, const Word& noun) const {
    if (!adjective.word() || !(adjective.lower() || (adjective.opens && adjective.title())) || adjective.latin ||
        !adjective.may_be_adjective)
      return false;
    if (adjective.cases != 0 && noun.cases != 0 && (adjective.cases & noun.cases) == 0) return false;
    return adjective.is(kBodyAdjective) || adjective.lemma.ends_with("ский") || adjective.lemma.ends_with("цкий") ||
           adjective.lemma.ends_with("ской");
  }

  const Words& words_;
  Reading& reading_;
  Candidates& all_;
};

}  // namespace

void JoinPhrases(Reading& reading) { Joiner(reading).Run(); }

}  // namespace lector::entities
