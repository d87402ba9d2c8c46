#include "plugins/figures/indicator.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <cctype>

#include "plugins/figures/expectation.h"

namespace lector::figures {
namespace {

constexpr uint32_t kOfThemWords = 4;
constexpr uint32_t kMovedReach = 12;  // atoms between a figure and what it has moved from
constexpr uint32_t kTermReach = 4;  // atoms of "уровень годовой инфляции"

bool IsMoney(const Figure& figure) { return figure.unit.kind == Kind::kMoney || figure.unit.money; }

}  // namespace

bool Indicators::IsListed(uint32_t atom, Category category) const {
  if (atom >= text_.size()) return false;
  return lexicon_.Has(text_, atom, category) || lexicon_.FindWord(grammar_.Lemma(atom), category) != nullptr;
}

void Indicators::Assign(const std::vector<Situation>& situations, std::vector<Figure>* figures) const {
  if (!grammar_.known()) return;
  const FrameFinder frames(lexicon_, text_, grammar_, *figures);
  const Figure* before = nullptr;
  for (size_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    if (figure.dropped || !figure.has_unit) continue;
    const Figure* near = before != nullptr && before->sentence == figure.sentence ? before : nullptr;
    if (!Inherit(frames, situations[k], near, before, &figure)) {
      const bool gap = near != nullptr && IsWithoutObject(situations[k]) && near->unit.kind != Kind::kCount && !near->indicator.empty();
      if (gap) {
        TakeOver(*near, &figure);
        before = &figure;
        continue;
      }
      uint32_t noun = Choose(frames, situations[k], figure);
      const bool shares = text_.english && noun != kNoAtom && LECTOR_FEAT(grammar_.Features(noun), NUMBER) == LECTOR_NUMBER_PLUR;
      if (IsListed(noun, Category::kShare) && !shares) {  // but not "shares of the carmaker fell"
        const uint32_t whole = OfShare(frames, situations[k]);
        if (whole != kNoAtom) noun = whole;
        if (whole == kNoAtom && figure.role == Role::kShare && !text_.english) noun = kNoAtom;
      }
      if (text_.english && noun != kNoAtom) noun = BeforeNames(noun);
      if (text_.english && noun != kNoAtom && IsListed(noun, Category::kPlan) && near != nullptr && near->unit.code == figure.unit.code &&
          !near->indicator.empty() && Grown(frames, noun) == kNoAtom)
        noun = kNoAtom, TakeOver(*near, &figure);  // "grew 0.8%, beating a forecast of 0.5%"
      if (noun != kNoAtom && figure.role != Role::kShare && noun == situations[k].frame.subject && IsQuotedName(noun)) noun = kNoAtom;
      if (noun != kNoAtom) {
        SetNoun(noun, &figure);
        const Frame& frame = situations[k].frame;
        figure.indicator_rule = noun == frame.adjacent  ? "noun right before"
                                : noun == frame.subject ? "subject"
                                : noun == frame.object  ? "object"
                                : noun > figure.first   ? "noun behind"
                                                        : "complement";
      } else if (near != nullptr && figure.indicator.empty() && MayTakeOver(situations[k], *near, figure)) {
        TakeOver(*near, &figure);
      }
    }
    before = &figure;
  }
}

// "оставил ставку по вкладам, а по кредитам повысил на 1%": a verb of growth that asks for an object and has none.
bool Indicators::IsWithoutObject(const Situation& situation) const {
  const uint32_t verb = situation.frame.verb;
  if (text_.english || verb == kNoAtom || situation.growth != verb || verb > situation.boundary) return false;
  const bool active = LECTOR_FEAT(grammar_.Features(verb), VERBFORM) == LECTOR_VERBFORM_FIN && situation.frame.object == kNoAtom;
  return active && lexicon_.FindWord(std::string(grammar_.Lemma(verb)).append("ся"), Category::kChange) != nullptr;
}

// "Shares in Marks & Spencer", "sales at Next and Primark": the noun that the names belong to; the noun itself elsewhere.
uint32_t Indicators::BeforeNames(uint32_t noun) const {
  if (!text_.atoms[noun].upper) return noun;
  uint32_t at = noun;
  while (at > 1 && noun - at < 10 && !text_.atoms[at].newline &&
         (text_.atoms[at - 1].upper || text_.symbol(at - 1) == '&' || text_.raw(at - 1) == "and" || text_.raw(at - 1) == "the"))
    --at;
  if (at < 2 || !text_.is_word(at - 1)) return noun;
  const std::string_view preposition = text_.raw(at - 1);
  const bool belongs = preposition == "in" || preposition == "at" || preposition == "of";
  return belongs && grammar_.IsNoun(at - 2) && !IsTime(at - 2) ? at - 2 : noun;
}

void Indicators::SetNoun(uint32_t noun, Figure* figure) const {
  figure->indicator = grammar_.Lemma(noun);
  if (const Entry* plural = text_.english ? nullptr : lexicon_.FindWord(figure->indicator, Category::kPlural)) figure->indicator = plural->code;
  if (grammar_.Class(noun) == LECTOR_UPOS_VERB && text_.raw(noun).ends_with("х"))  // "проголосовавших"
    figure->indicator = std::string(text_.raw(noun).substr(0, text_.raw(noun).size() - 2)).append("й");
  if (text_.english && grammar_.Class(noun) == LECTOR_UPOS_VERB) {  // "Spending" rather than "spend"
    figure->indicator = text_.raw(noun);
    figure->indicator[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(figure->indicator[0])));
  }
  const bool joined = noun > 1 && text_.symbol(noun - 1) == '&' && text_.atoms[noun].gap == 0 && text_.atoms[noun - 1].gap == 0;
  if (joined) {  // "S&P"
    figure->indicator = text_.text.substr(text_.atoms[noun - 2].begin, text_.atoms[noun].end - text_.atoms[noun - 2].begin);
  } else if (text_.atoms[noun].all_upper) {
    figure->indicator = text_.raw(noun);
  } else if (grammar_.IsName(noun) || (text_.atoms[noun].upper && !text_.atoms[noun].cyrillic && !text_.english))
    figure->indicator = text_.atoms[noun].cyrillic ? Capitalized(figure->indicator) : std::string(text_.raw(noun));
  figure->indicator_begin = text_.atoms[joined ? noun - 2 : grammar_.Begin(noun)].begin;
  figure->indicator_end = text_.atoms[grammar_.End(noun) - 1].end;
  uint32_t of = grammar_.End(noun);  // "размер пенсии", "уровень годовой инфляции": a term of two words
  while (of < text_.size() && of < noun + kTermReach && grammar_.IsAdjective(of) && grammar_.Case(of) == LECTOR_CASE_GEN)
    of = grammar_.End(of);
  const bool term = !text_.english && IsListed(noun, Category::kContainer) && of < text_.size() && !text_.atoms[of].newline &&
                    text_.atoms[of].begin < figure->begin_byte && grammar_.IsNoun(of) && !IsTime(of) &&
                    grammar_.Case(of) == LECTOR_CASE_GEN && !text_.atoms[of].upper;
  if (!term) return;
  figure->indicator.append(" ").append(text_.raw(of));
  figure->indicator_end = text_.atoms[grammar_.End(of) - 1].end;
}

std::string Indicators::Capitalized(const std::string& lemma) {
  icu::UnicodeString name = icu::UnicodeString::fromUTF8(lemma);
  if (name.isEmpty()) return lemma;
  name.replace(0, 1, icu::UnicodeString(name, 0, 1).toUpper());
  std::string out;
  name.toUTF8String(out);
  return out;
}

// The other figure's indicator, or the things that it counts.
void Indicators::TakeOver(const Figure& other, Figure* figure) {
  const bool counts = other.indicator.empty() && other.unit.kind == Kind::kCount;
  figure->indicator = counts ? other.unit.code : other.indicator;
  figure->indicator_rule = "of the figure before";
  figure->indicator_begin = counts ? other.begin_byte : other.indicator_begin;
  figure->indicator_end = counts ? other.end_byte : other.indicator_end;
}

// "из них 12", "в числе которых трое"
bool Indicators::FollowsOfThem(const Situation& situation) const {
  for (uint32_t size = 2; size <= kOfThemWords && situation.boundary >= situation.sentence_first + size; ++size) {
    const Match of = lexicon_.Find(text_, situation.boundary - size, Category::kOfThem);
    if (!of || of.end > situation.boundary) continue;
    bool other = false;  // "каждой из них город выдаст по 5 тысяч"
    for (uint32_t at = of.end; at < situation.boundary; ++at)
      other = other || (!text_.english && grammar_.IsNoun(at) && grammar_.Case(at) == LECTOR_CASE_NOM);
    return !other;
  }
  return false;
}

// "у программистов (210 тыс. рублей) и геологов (180 тыс. рублей)": brackets behind the members of a list.
bool Indicators::IsNextInBrackets(const Figure& near, const Figure& figure) const {
  const auto opened = [&](uint32_t first) { return first > 1 && (text_.symbol(first - 1) == '(' || text_.symbol(first - 2) == '('); };
  const bool both = opened(near.first) && text_.symbol(near.end) == ')' && opened(figure.first);  // "(по 3%)"
  if (!both || near.unit.code != figure.unit.code || near.role != figure.role) return false;
  for (uint32_t at = near.end + 1; at < figure.first; ++at)
    if (grammar_.IsVerb(at) || text_.is_dash(at) || text_.symbol(at) == ';') return false;
  return true;
}

// Figures that measure what the one before them does.
bool Indicators::Inherit(const FrameFinder& frames, const Situation& situation, const Figure* near, const Figure* before,
                         Figure* figure) const {
  if (before != nullptr && FollowsOfThem(situation)) return TakeOver(*before, figure), true;
  if (situation.whole != kNoAtom) return SetNoun(situation.whole, figure), true;
  const bool of_them = figure->role == Role::kShare && lexicon_.Has(text_, figure->end, Category::kOfThem);
  if (before != nullptr && of_them && figure->unit.kind != Kind::kCount) return TakeOver(*before, figure), true;
  const bool gapped = situation.gapped && near != nullptr && figure->role == near->role;
  if (gapped && !near->indicator.empty()) {
    const uint32_t noun = situation.frame.adjacent;
    uint32_t first = noun;  // "за повторное нарушение"
    while (first != kNoAtom && first > near->end && grammar_.IsAdjective(first - 1)) --first;
    const Match price = noun != kNoAtom && first > 0 ? lexicon_.Find(text_, first - 1, Category::kPurpose) : Match();
    if (price && price.entry->code == "price") return SetNoun(noun, figure), true;  // "за победу 5 млн, за выход — 2 млн"
    return TakeOver(*near, figure), true;
  }
  if (figure->unit.kind == Kind::kCount) {
    const bool moved = near != nullptr && !near->indicator.empty() && Continues(situation, *near) &&
                       (near->role == Role::kChange || near->role == Role::kPrevious) &&
                       (situation.preposition == "to" || situation.preposition == "since");
    const bool reached = near != nullptr && !near->indicator.empty() && IsMoved(situation, *near, *figure);  // "to 3,200 from 7,100"
    if (moved || reached) return TakeOver(*near, figure), true;  // "в полтора раза, с 8 до 12"
    if (figure->role != Role::kShare) return false;
    const bool included = near != nullptr && near->unit.kind == Kind::kCount && near->unit.code != figure->unit.code;
    if (included && near->end < situation.boundary && lexicon_.Has(text_, situation.boundary - 1, Category::kIncluding))
      return TakeOver(*near, figure), true;  // "100 тысяч человек, включая две тысячи студентов"
    figure->indicator = figure->unit.code;  // "12 из 40 заводов"
    figure->indicator_begin = figure->begin_byte;
    figure->indicator_end = figure->end_byte;
    return true;
  }
  if (near == nullptr) return false;
  const bool part = figure->role == Role::kShare && figure->unit.kind == Kind::kPercent && near->unit.kind == Kind::kCount &&
                    near->end + 1 == situation.boundary && Whole(frames, situation.list_end) == kNoAtom;
  if (part) {  // "276 домов (6%)": of the houses
    figure->indicator = near->unit.code;
    figure->indicator_begin = near->begin_byte;
    figure->indicator_end = near->end_byte;
    return true;
  }
  const Match out_of = lexicon_.Find(text_, situation.sentence_first, Category::kPreposition);
  if (figure->role == Role::kShare && out_of && out_of.entry->code == "of" && near->unit.kind == Kind::kCount &&
      near->first <= out_of.end + 1 && figure->unit.kind != Kind::kCount && Whole(frames, situation.list_end) == kNoAtom)
    return TakeOver(*near, figure), true;  // "Of the 340 employees, 58%"
  const bool out = figure->role == Role::kShare && figure->unit.kind == Kind::kPercent && near->unit.kind == Kind::kCount &&
                   Whole(frames, situation.list_end) == kNoAtom && !text_.english && situation.out_of;
  if (out) return TakeOver(*near, figure), true;  // "из 3000 опрошенных 3% считают"
  const bool aside = situation.growth != kNoAtom && situation.growth + 1 == situation.boundary && situation.growth > near->end &&
                     text_.symbol(situation.growth - 1) == ',' &&
                     LECTOR_FEAT(grammar_.Features(situation.growth), VERBFORM) != LECTOR_VERBFORM_FIN;  // "14.7m passengers, up 9%"
  if (aside && (near->unit.kind == Kind::kCount || !near->indicator.empty())) return TakeOver(*near, figure), true;
  if (situation.comparative) {
    const uint32_t noun = MoreOf(frames, *figure);
    if (noun != kNoAtom) return SetNoun(noun, figure), true;
  }
  if (situation.comparative && near->unit.kind != Kind::kCount && near->indicator.empty()) return true;  // "заработал 5 млн, на 3% больше"
  if (situation.comparative || IsNextInBrackets(*near, *figure)) return TakeOver(*near, figure), true;
  const bool compared = situation.preposition == "against" && near->unit.code == figure->unit.code && situation.frame.adjacent_governed;
  if (compared && !near->indicator.empty()) return TakeOver(*near, figure), true;  // "5 млн тонн зерна в бункерном весе против 3"
  if ((IsMoved(situation, *near, *figure) || IsApposed(frames, situation, *near)) &&
      !(near->indicator.empty() && near->unit.kind != Kind::kCount))
    return TakeOver(*near, figure), true;
  const bool parted = text_.symbol(near->end) == ',' || text_.is_dash(near->end);
  const Match same = lexicon_.Find(text_, parted ? near->end + 1 : near->end, Category::kEqual);
  const bool equal = same && same.end == situation.boundary;  // "3,3 трлн рублей, или 2,3% ВВП"
  if (equal && figure->role == near->role && !near->indicator.empty()) return TakeOver(*near, figure), true;
  const bool bracketed = figure->first > 0 && text_.symbol(figure->first - 1) == '(' && figure->first == near->end + 1;
  if (bracketed && figure->role == Role::kChange && !near->indicator.empty())
    return TakeOver(*near, figure), true;  // "(+14% г/г)"
  const bool share = figure->role == Role::kShare && near->role == Role::kShare && OfShare(frames, situation) == kNoAtom;
  const bool continues =
      Continues(situation, *near) && Whole(frames, situation.list_end) == kNoAtom && near->unit.kind != Kind::kCount;
  if (share || (continues && !near->indicator.empty())) return TakeOver(*near, figure), true;
  return false;
}

// "2% of GDP, up from the current 1.4%", "doubled to $5 million": the value before or behind it, without a verb between.
bool Indicators::IsMoved(const Situation& situation, const Figure& near, const Figure& figure) const {
  const bool from = figure.role == Role::kPrevious && near.unit.code == figure.unit.code;
  const bool to = situation.preposition == "to" && near.role == Role::kChange && !near.number.digits;
  if (!text_.english || !(from || to) || situation.boundary > near.end + kMovedReach) return false;
  const uint32_t own = situation.frame.adjacent;  // "a loss of 5 million, against a profit of 3 million"
  if (own != kNoAtom && own >= near.end && !IsListed(own, Category::kPlan) && !IsTime(own)) return false;
  for (uint32_t at = near.end; at < situation.boundary; ++at)
    if (grammar_.IsVerb(at) || text_.symbol(at) == ';') return false;
  return true;
}

// "sold 536,050 vehicles in March, a 0.8% increase": growth told behind a comma without a verb, and not of what.
bool Indicators::IsApposed(const FrameFinder& frames, const Situation& situation, const Figure& near) const {
  const uint32_t growth = situation.growth;
  if (!text_.english || growth == kNoAtom || grammar_.IsVerb(growth) || Grown(frames, growth) != kNoAtom) return false;
  uint32_t first = std::min(growth, situation.boundary);
  while (first > near.end && text_.symbol(first - 1) != ',' && !grammar_.IsVerb(first - 1)) --first;
  if (first == near.end || text_.symbol(first - 1) != ',') return false;
  for (uint32_t at = near.end; at < first; ++at)
    if (grammar_.IsVerb(at)) return false;
  return lexicon_.Has(text_, first, Category::kArticle) || grammar_.Class(first) == LECTOR_UPOS_DET || grammar_.Class(first) == LECTOR_UPOS_PRON;
}

// "приобрела 1,5% акций за 97,5 млн", "два платежа по 11 250 долларов", "2% акций обошлись в 200 млн"
bool Indicators::MayTakeOver(const Situation& situation, const Figure& near, const Figure& figure) const {
  if (figure.role == Role::kShare && figure.unit.kind == Kind::kMultiple && IsMoney(near)) return true;  // "приз: ему — половина"
  if (!IsMoney(figure)) return false;
  const uint32_t first = situation.boundary > situation.sentence_first ? situation.boundary - 1 : situation.boundary;
  const Match price = lexicon_.Find(text_, first, Category::kPurpose);
  if (price && price.entry->code == "price") return near.role == Role::kShare || near.unit.kind == Kind::kCount;
  if (situation.preposition == "by")  // but not "8 тысяч предпринимателей получат по 80 тысяч"
    return near.unit.kind == Kind::kCount && LECTOR_FEAT(grammar_.Features(near.end - 1), ANIMACY) != LECTOR_ANIMACY_ANIM;
  const bool named = situation.frame.dash && situation.frame.subject != kNoAtom && grammar_.IsName(situation.frame.subject);
  return named || (IsListed(situation.frame.verb, Category::kLevelVerb) && near.role == Role::kShare);
}

// "на 13,6%, до 4,1 млрд": between two figures of one thing stand no words of their own.
bool Indicators::Continues(const Situation& situation, const Figure& before) const {
  for (uint32_t i = before.end; i < situation.boundary; ++i) {
    const uint8_t word = grammar_.Class(i);
    const bool foreign = text_.is_word(i) && text_.atoms[i].upper && !text_.atoms[i].cyrillic;  // "EBITDA — на 19%"
    if (word == LECTOR_UPOS_NOUN || word == LECTOR_UPOS_PROPN || word == LECTOR_UPOS_PRON || grammar_.IsVerb(i) || foreign)
      return false;
  }
  return true;
}

// Whether a noun is only a time or says nothing of what is measured.
bool Indicators::IsTime(uint32_t noun) const {
  if (IsListed(noun, Category::kMonth) || IsListed(noun, Category::kYear) || IsListed(noun, Category::kQuarter) ||
      IsListed(noun, Category::kHalf) || IsListed(noun, Category::kTimeNoun))
    return true;
  const Match unit = lexicon_.Find(text_, noun, Category::kUnit);
  return unit && unit.entry->kind == Kind::kTime;
}

// Whether the noun right before the figure is what it is the value of.
bool Indicators::IsAdjacent(const Situation& situation, const Figure& figure) const {
  const Frame& frame = situation.frame;
  if (frame.adjacent == kNoAtom || grammar_.IsName(frame.adjacent)) return false;
  if (IsTime(frame.adjacent) && !IsListed(frame.adjacent, Category::kSum)) return false;  // but "счет на 7 млн"
  if (situation.preposition == "at") return true;
  const bool level_verb = frame.verb != kNoAtom && frame.verb < situation.boundary && IsListed(frame.verb, Category::kLevelVerb);
  const bool dashed = situation.boundary > 0 && text_.is_dash(situation.boundary - 1) && frame.adjacent_governed && !text_.english;
  if (dashed && frame.dash && IsThing(frame.subject)) return false;                            // "доходность к цене бумаг — 9%"
  if (dashed && grammar_.End(frame.adjacent) + 1 == situation.boundary && IsListed(frame.adjacent, Category::kContainer))
    return false;  // "держится на низком уровне — 2,4%"
  const bool sum = IsListed(frame.adjacent, Category::kSum) && !text_.english;
  const bool source = frame.adjacent_governed && grammar_.Case(frame.adjacent) == LECTOR_CASE_GEN;  // "у бюджета 5 млн"
  if (sum && frame.adjacent_governed && !source) return true;  // "по цене от 10 долларов"
  if (grammar_.Case(frame.adjacent) == LECTOR_CASE_DAT && (situation.preposition != "in" || level_verb)) return false;
  const bool to_whom = level_verb && situation.preposition == "in" && grammar_.End(frame.verb) == frame.adjacent &&
                       grammar_.Case(frame.adjacent) == LECTOR_CASE_GEN;  // "обойдется компании в 5 млн", a misread dative
  if (to_whom && !text_.english) return false;
  const bool agent = !text_.english && !frame.adjacent_governed && grammar_.Case(frame.adjacent) == LECTOR_CASE_INS &&
                     !situation.preposition.empty() && situation.preposition != "in";  // "снижена банком на 1%"
  if (agent) return false;
  if (!frame.adjacent_governed) return true;
  if (!text_.english && grammar_.Case(frame.adjacent) == LECTOR_CASE_INS && situation.preposition.empty())
    return true;                                                                      // "с результатом 56%"
  if (situation.boundary > 0 && text_.is_dash(situation.boundary - 1)) return false;  // "на прежнем уровне — 21%"
  const bool with = figure.unit.kind == Kind::kPercent && grammar_.Case(frame.adjacent) == LECTOR_CASE_INS;  // "с барьером в 5%"
  const bool attribute = situation.preposition == "in" && (IsMoney(figure) || figure.unit.kind == Kind::kQuantity || with);
  return attribute || (!source && IsListed(frame.adjacent, Category::kSum));
}

// A common noun of no living being.
bool Indicators::IsThing(uint32_t noun) const {
  return noun != kNoAtom && grammar_.IsNoun(noun) && !grammar_.IsName(noun) && !IsTime(noun) &&
         LECTOR_FEAT(grammar_.Features(noun), ANIMACY) != LECTOR_ANIMACY_ANIM;
}

uint32_t Indicators::ByVerb(const Situation& situation) const {
  const Frame& frame = situation.frame;
  const std::string_view verb = frame.verb != kNoAtom ? text_.raw(frame.verb) : std::string_view();
  const bool reflexive = verb.ends_with("ся") || verb.ends_with("сь");
  if (frame.object != kNoAtom && !reflexive && (!text_.english || (frame.object < situation.boundary && !IsTime(frame.object))))
    return frame.object;
  return frame.subject;
}

// "The stock, | down 31% this year, closed at", "Unemployment, | at 4.4%, is": a phrase of a figure alone between commas.
uint32_t Indicators::BehindNoun(const FrameFinder& frames, const Situation& situation) const {
  uint32_t at = situation.boundary;
  if (situation.growth != kNoAtom && situation.growth + 1 == at) at = situation.growth;
  const bool opens = at < situation.boundary ? !grammar_.IsVerb(at) : situation.preposition == "at";
  if (!text_.english || !opens || at <= situation.sentence_first + 1 || text_.symbol(at - 1) != ',') return kNoAtom;
  bool governed = false;
  const uint32_t noun = frames.PhraseBefore(situation.sentence_first, at - 1, &governed);
  return noun != kNoAtom && grammar_.IsNoun(noun) && !IsTime(noun) && frames.Opens(situation.sentence_first, noun) ? noun : kNoAtom;
}

}  // namespace lector::figures
