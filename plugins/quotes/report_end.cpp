// Where a reported clause ends because somebody goes on: the subject of its cue with another verb, the main clause behind it, the
// noun that its participle describes. By morphology and the tree; without them nothing is found.
#include "forms.h"
#include "phrase.h"

namespace lector::quotes {
namespace {

class ReportEnds {
 public:
  explicit ReportEnds(const Page& page) : page_(page) {}

  uint32_t Find(const Hit& cue, uint32_t begin, uint32_t limit) const {
    if (const uint32_t stop = NextVerb(cue, begin, limit); stop > begin) limit = stop;
    if (const uint32_t stop = MainClause(cue, begin, limit); stop > begin) limit = stop;
    if (const uint32_t stop = BehindParticiple(cue, begin, limit); stop > begin) limit = stop;
    if (const uint32_t stop = BehindReport(cue, begin, limit); stop > begin) limit = stop;
    return limit;
  }

 private:
  bool SameTense(uint32_t verb, uint32_t other) const {
    return LECTOR_FEAT(page_.grammar().Feats(verb), TENSE) == LECTOR_FEAT(page_.grammar().Feats(other), TENSE);
  }

  // The comma behind which the subject of the cue goes on to do something else: «…, и назвал», «…, но отказался». A comma
  // before a lone "и" closes the reported clause; before "но" the tree says whose verb it is. 0: none.
  uint32_t NextVerb(const Hit& cue, uint32_t begin, uint32_t limit) const {
    const Grammar& grammar = page_.grammar();
    if (!grammar.has_tree() || !grammar.IsFinite(cue.rows.begin)) return 0;
    for (uint32_t i = begin + 2; i + 1 < limit; ++i) {
      if (page_.row(i).stretch >= 0 || !page_.IsSign(i - 1, Sign::kComma)) continue;
      if (page_.word(i) == "после" && page_.word(i + 1) == "чего" && GoesOnBehind(cue, begin, i + 2, limit)) return i - 1;
      if (grammar.Upos(i) != LECTOR_UPOS_CCONJ) continue;
      // «…, а полиция начала поиски»: a clause of its own beside that of the cue
      uint32_t own = i + 1;
      while (own < limit && !grammar.IsFinite(own) && !page_.IsSign(own, Sign::kComma)) ++own;
      uint32_t inner = begin;
      while (inner < i && !grammar.IsFinite(inner)) ++inner;
      if (own < limit && grammar.IsFinite(own) && grammar.Is(own, RelationOf("conj")) && grammar.Head(own) == cue.rows.begin &&
          (grammar.SameForm(own, cue.rows.begin) || (SameTense(own, cue.rows.begin) && !grammar.SameForm(own, inner))))
        return i - 1;
      uint32_t verb = i + 1;
      while (verb < limit && verb - i < 4 && !grammar.IsVerb(verb) && !grammar.CanBe(verb, LECTOR_CASE_NOM) && page_.IsWord(verb))
        ++verb;
      while (verb < limit && verb - i < 4 && page_.Is(verb, kWordAdverb | kWordLinking)) ++verb;
      if (verb >= limit || !grammar.IsFinite(verb) || !grammar.SameForm(verb, cue.rows.begin)) continue;
      const uint32_t subject = grammar.Dependent(verb, RelationOf("nsubj"));
      if (subject != Grammar::kNone && subject >= begin) continue;
      const bool also = page_.word(i) == "а" && page_.word(i + 1) == "также";
      if (page_.word(i) == "и" || also || (grammar.Is(verb, RelationOf("conj")) && grammar.Head(verb) == cue.rows.begin))
        return i - 1;
    }
    return 0;
  }

  // «сказал, что уходит, после чего отправился во дворец»: a verb of the form of the cue, which is not that of what is reported.
  bool GoesOnBehind(const Hit& cue, uint32_t begin, uint32_t from, uint32_t limit) const {
    const Grammar& grammar = page_.grammar();
    const uint32_t verb = NextFinite(from, limit), inner = NextFinite(begin, limit);
    if (verb == limit || page_.row(verb).stretch >= 0 || !grammar.SameForm(verb, cue.rows.begin)) return false;
    const uint32_t subject = grammar.Dependent(verb, RelationOf("nsubj"));
    return (subject == Grammar::kNone || subject < from) && !grammar.SameForm(verb, inner);
  }

  // «Хотя он сообщил, что ничего не знал, его оштрафовали»: the comma before the clause that the one of the cue hangs on; of
  // «офицер, признавшийся, что выдал план, осуждён» the one before the verb of the noun.
  uint32_t MainClause(const Hit& cue, uint32_t begin, uint32_t limit) const {
    const Grammar& grammar = page_.grammar();
    const uint32_t verb = cue.rows.begin, head = grammar.Head(verb);
    if (head == Grammar::kNone) return 0;
    if (grammar.Is(verb, RelationOf("acl")) || grammar.Is(verb, RelationOf("acl:relcl"))) {
      const uint32_t main = grammar.Head(head);
      if (!grammar.Is(head, RelationOf("nsubj")) && !grammar.Is(head, RelationOf("nsubj:pass"))) return 0;
      if (main == Grammar::kNone || main <= begin || main >= limit) return 0;
      for (uint32_t i = main; i-- > begin + 1;)
        if (page_.IsSign(i, Sign::kComma) && page_.row(i).stretch < 0) return i;
      return 0;
    }
    if (!grammar.Is(verb, RelationOf("advcl")) || head < begin || head >= limit) return 0;
    for (uint32_t i = begin + 1; i < head; ++i)
      if (page_.IsSign(i, Sign::kComma) && page_.row(i).stretch < 0 && !grammar.Under(i + 1, verb)) return i;
    return 0;
  }

  // «горничная, утверждавшая, что сосед её бил, лгала на допросах»: the comma before a verb that agrees with the participle, and
  // not with the subject of what is reported; 0: none.
  uint32_t BehindParticiple(const Hit& cue, uint32_t begin, uint32_t limit) const {
    constexpr uint32_t kFew = 3;
    const Grammar& grammar = page_.grammar();
    const uint32_t participle = cue.rows.begin;
    if (!grammar.has_tree() || !grammar.IsForm(participle, LECTOR_VERBFORM_PART) || grammar.Case(participle) != LECTOR_CASE_NOM)
      return 0;
    const uint32_t inner = NextFinite(begin, limit);
    for (uint32_t i = begin + 1; i + 1 < limit; ++i) {
      if (!page_.IsSign(i, Sign::kComma) || page_.row(i).stretch >= 0) continue;
      uint32_t verb = i + 1;
      while (verb < limit && verb - i < kFew && grammar.Upos(verb) == LECTOR_UPOS_ADV) ++verb;
      if (verb < limit && inner < i && grammar.IsFinite(verb) && grammar.Number(verb) == grammar.Number(participle) &&
          (grammar.Gender(verb) == 0 || grammar.Gender(verb) == grammar.Gender(participle)) && !FitsReport(begin, inner, verb))
        return i;
    }
    return 0;
  }

  // «…, но отказался»: the comma behind which the subject of the cue goes on, whatever the parser made of it: the verb has the
  // form of the cue, and not that of what is reported; «…, а Рудь предложила»: another one, in the tense of the cue behind a
  // report of what will be. 0: none.
  uint32_t BehindReport(const Hit& cue, uint32_t begin, uint32_t limit) const {
    const Grammar& grammar = page_.grammar();
    if (!grammar.has_tree() || !grammar.IsFinite(cue.rows.begin)) return 0;
    const uint32_t inner = NextFinite(begin, limit);
    const bool past = LECTOR_FEAT(grammar.Feats(cue.rows.begin), TENSE) == LECTOR_TENSE_PAST;
    const bool of_future = past && LECTOR_FEAT(grammar.Feats(inner), TENSE) == LECTOR_TENSE_FUT;
    for (uint32_t i = begin + 2; i + 1 < limit; ++i) {
      const std::string_view word = page_.word(i);
      if (page_.row(i).stretch >= 0 || !page_.IsSign(i - 1, Sign::kComma) || (word != "но" && word != "однако" && word != "а"))
        continue;
      uint32_t verb = NextFinite(i + 1, limit);
      if (word != "а")  // "но в каком они виде, говорить отказался"
        for (const Hit& hit : page_.Hits({i + 1, limit}))
          if ((hit.cue->types & kCueDecline) != 0) verb = hit.rows.end - 1;
      if (verb == limit) return 0;
      if (page_.row(verb).stretch >= 0 || !SameTense(verb, cue.rows.begin)) continue;
      const uint32_t subject = grammar.Dependent(verb, RelationOf("nsubj"));
      if (subject != Grammar::kNone && subject >= i) {
        if (word == "а" && of_future && grammar.IsAnimate(subject)) return i - 1;
        continue;
      }
      if (word == "а" || !grammar.SameForm(verb, cue.rows.begin)) continue;
      if (grammar.Number(verb) == LECTOR_NUMBER_PLUR && page_.Is(i + 1, kWordPreposition)) continue;  // "но в мэрии решили"
      if (of_future || SaysNoMore(verb) || !FitsReport(begin, inner, verb)) return i - 1;
    }
    return 0;
  }

  // "отказался", "не уточнил": of whoever speaks, hardly of whom they speak.
  bool SaysNoMore(uint32_t verb) const {
    const Hit* hit = page_.HitAt(verb);
    if (hit == nullptr || hit->source) return false;
    return (hit->cue->types & kCueDecline) != 0 || ((hit->cue->types & (kCueSay | kCueName)) != 0 && IsNegated(page_, *hit));
  }

  // The first finite verb before a comma; `limit`: none.
  uint32_t NextFinite(uint32_t from, uint32_t limit) const {
    for (uint32_t i = from; i < limit && !page_.IsSign(i, Sign::kComma); ++i)
      if (page_.grammar().IsVerb(i) && !page_.grammar().IsForm(i, LECTOR_VERBFORM_INF) &&
          !page_.grammar().IsForm(i, LECTOR_VERBFORM_CONV) && page_.grammar().Case(i) == 0)
        return i;
    return limit;
  }

  // Whether the subject of the reported verb may be that of `verb`, too.
  bool FitsReport(uint32_t begin, uint32_t inner, uint32_t verb) const {
    const Grammar& grammar = page_.grammar();
    uint32_t subject = grammar.Dependent(inner, RelationOf("nsubj"));
    if (subject == Grammar::kNone) subject = grammar.Dependent(inner, RelationOf("nsubj:pass"));
    if (subject == Grammar::kNone || subject < begin) return true;
    if (grammar.Number(subject) == 0 || grammar.Upos(subject) == LECTOR_UPOS_NUM) return true;
    return grammar.Agrees(subject, verb);
  }

  const Page& page_;
};

}  // namespace

uint32_t ReportEnd(const Page& page, const Hit& cue, uint32_t begin, uint32_t limit) {
  return ReportEnds(page).Find(cue, begin, limit);
}

}  // namespace lector::quotes
