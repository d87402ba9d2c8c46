#include "plugins/figures/period.h"

#include <algorithm>

namespace lector::figures {
namespace {

constexpr size_t kMostPassed = 4;        // periods that are of comparisons
constexpr uint32_t kCommaReach = 40;     // atoms
constexpr uint32_t kAdjoiningReach = 1;  // a preposition
constexpr uint32_t kAgoReach = 2;        // atoms between a figure and "годом ранее"
constexpr std::string_view kRelative = "который", kThat = "что";
constexpr uint32_t kClauseOpening = 4;   // atoms of ", по итогам которой"
constexpr size_t kMonthSize = 7;         // "XXXX-02"
constexpr size_t kDaySize = 10;          // "2016-10-25"
constexpr uint32_t kParticipleReach = 6;  // atoms between a participle and its date
constexpr uint32_t kInsertionReach = 8;  // atoms of ", down 31%"
constexpr uint32_t kMostSteps = 16;      // up the tree
constexpr uint32_t kSentenceReach = 40;  // atoms between the beginning of a sentence and its figure

bool HasComma(const Text& text, uint32_t first, uint32_t end) {
  if (end > first && text.symbol(end - 1) == ',') --end;  // "в воскресенье, 1 декабря"
  for (uint32_t i = first; i < end && i < first + kCommaReach; ++i)
    if (text.symbol(i) == ',' || text.symbol(i) == ';' || text.symbol(i) == ':' || text.symbol(i) == '(') return true;
  return false;
}

bool IsDay(const Period& period) { return period.iso.size() == kDaySize && period.iso.find('/') == std::string::npos; }

// Where the tree hangs an atom: on the way up, the first word of a clause that tells a noun apart ("которая", a participle).
uint32_t ClauseOf(const Grammar& grammar, uint32_t atom) {
  for (uint32_t step = 0; atom != Grammar::kNoWord && step < kMostSteps; ++step) {
    if (grammar.LinkOf(atom) == Link::kClause) return atom;
    atom = grammar.Head(atom);
  }
  return Grammar::kNoWord;
}

// Whether the figure is in a clause that opens behind the period: "9 ноября сообщил, что задержаны 208 человек", "завод, который
// выпускает 5 тысяч машин".
bool BeginsClause(const Text& text, const Grammar& grammar, uint32_t begin, const Figure& figure) {
  const bool inside = !grammar.has_tree() || ClauseOf(grammar, figure.end - 1) != Grammar::kNoWord;
  for (uint32_t i = begin; i + 1 < figure.first && i < begin + kCommaReach; ++i) {
    if (text.symbol(i) != ',') continue;
    uint32_t first = i + 1;  // ", который", ", в котором", ", состояние которого"
    while (first < i + kClauseOpening && first < figure.first && grammar.Lemma(first) != kRelative) ++first;
    if (grammar.Lemma(first) != kRelative) first = i + 1;
    const uint8_t word = grammar.Class(first);
    const bool content = grammar.Case(first) == LECTOR_CASE_DAT;  // "решение, по которому выплатят": what was decided then
    bool open = !HasComma(text, first, figure.first);  // "завод, который выпускает 5 тысяч", but not "которая выпала, — 5 млн"
    for (uint32_t at = first; at < figure.first && at < first + kCommaReach; ++at) open = open && !text.is_dash(at);
    open = open || inside;
    const bool relative = grammar.Lemma(first) == kRelative && !content && open;
    if (relative || (word == LECTOR_UPOS_SCONJ && grammar.Lemma(first) == kThat)) return true;
  }
  return false;
}

// "Стройка, начатая в 2014 году, обошлась в 5 млн": between the commas of a participle, wherever the tree hangs it.
bool IsOfParticiple(const Text& text, const Grammar& grammar, const Period& period, const Figure& figure) {
  uint32_t closing = period.end;
  while (closing < figure.first && closing < period.end + kClauseOpening && text.symbol(closing) != ',') ++closing;
  if (closing >= figure.first || text.symbol(closing) != ',') return false;
  for (uint32_t i = period.first, count = 0; i-- > 1 && count < kParticipleReach; ++count) {
    if (text.symbol(i) == ',' || text.atoms[i].newline) return false;
    if (grammar.Class(i) == LECTOR_UPOS_VERB && grammar.IsAdjective(i)) return text.symbol(i - 1) == ',';
  }
  return false;
}

// "15 марта ассоциация, насчитывающая 12 тысяч членов, ...": what is so all the time is not of that day; but "фильм, собравший".
bool IsOfLastingClause(const Grammar& grammar, const Period& period, const Figure& figure) {
  const uint32_t clause = grammar.has_tree() ? ClauseOf(grammar, figure.end - 1) : Grammar::kNoWord;
  return clause != Grammar::kNoWord && clause > period.end && clause < figure.first && grammar.IsAdjective(clause) &&
         LECTOR_FEAT(grammar.Features(clause), TENSE) == LECTOR_TENSE_PRES;
}

// The finite verb whose clause an atom is in, as the tree has it.
uint32_t VerbOf(const Grammar& grammar, uint32_t atom) {
  for (uint32_t step = 0; atom != Grammar::kNoWord && step < kMostSteps; ++step) {
    const uint32_t form = LECTOR_FEAT(grammar.Features(atom), VERBFORM);
    if (grammar.IsVerb(atom) && (form == LECTOR_VERBFORM_FIN || form == LECTOR_VERBFORM_PART)) return atom;
    atom = grammar.Head(atom);
  }
  return Grammar::kNoWord;
}

// "Был избран в 1997 году, четыре раза переизбирался": a date behind its verb is not that of the clauses that follow.
bool IsOfVerbBefore(const Grammar& grammar, uint32_t word, const Figure& figure) {
  const uint32_t of_period = VerbOf(grammar, word), of_figure = VerbOf(grammar, figure.end - 1);
  return of_period != Grammar::kNoWord && of_figure != Grammar::kNoWord && of_period != of_figure && of_period < word &&
         of_figure > word;
}

// "уменьшилось на 5% и на 1 января составило 3 млн": the day of the value is not that of the change.
bool IsOfVerbBehind(const Lexicon& lexicon, const Text& text, const Grammar& grammar, uint32_t word, const Figure& figure) {
  const uint32_t of_period = VerbOf(grammar, word), of_figure = VerbOf(grammar, figure.end - 1);
  if (of_period != Grammar::kNoWord && of_figure != Grammar::kNoWord && of_figure < figure.first && of_period > figure.end) return true;
  bool joined = false;  // "задолжала 5 млн и должна вернуть их до 23 июля"
  for (uint32_t at = figure.end; at < word && at < figure.end + kCommaReach; ++at) {
    joined = joined || lexicon.Has(text, at, Category::kSeparator);
    if (joined && grammar.IsVerb(at)) return true;
  }
  return false;
}

// "замедлилась до 2,1% в сентябре; цены упали на 1%": a date behind a verb is not that of what stands behind a semicolon.
bool IsBeforeSemicolon(const Text& text, const Grammar& grammar, const Period& period, const Figure& figure) {
  bool parted = false;
  for (uint32_t i = period.end; i < figure.first && i < period.end + kCommaReach; ++i) parted = parted || text.symbol(i) == ';';
  for (uint32_t i = period.first, count = 0; parted && i-- > 0 && count < kSentenceReach; ++count) {
    if (text.symbol(i) == '.' || text.symbol(i) == ';' || text.atoms[i + 1].newline) break;
    if (LECTOR_FEAT(grammar.Features(i), VERBFORM) == LECTOR_VERBFORM_FIN) return true;
  }
  return false;
}

// "The stock, down 31% this year, | closed at 187": a period that closes a phrase between commas without a verb.
bool IsInserted(const Text& text, const Grammar& grammar, const Period& period, const Figure& figure) {
  if (text.symbol(period.end) != ',' || period.end >= figure.first) return false;
  for (uint32_t i = period.first, count = 0; i-- > 0 && count < kInsertionReach; ++count) {
    if (text.symbol(i) == ',' && text.atoms[i + 1].gap > 0) return true;  // not that of "443,956"
    if (text.atoms[i + 1].newline || text.symbol(i) == '.' || grammar.IsVerb(i)) return false;
  }
  return false;
}

// Whether a period belongs to another clause: "основавший фирму в 2007 году, получит 250 млн".
bool IsOfOtherClause(const Lexicon& lexicon, const Text& text, const Grammar& grammar, const Period& period, const Figure& figure) {
  if (!grammar.known()) return false;
  const bool behind = period.first >= figure.end;
  if (!behind && text.symbol(period.end) == ':') return false;  // "бюджет на 2026 год: доходы — 40 трлн"
  if (behind && IsDay(period) && IsOfVerbBehind(lexicon, text, grammar, period.first, figure)) return true;
  if (behind && HasComma(text, figure.end, period.first)) return true;
  if (!behind && !HasComma(text, period.end, figure.first)) return false;
  if (!behind && IsOfParticiple(text, grammar, period, figure)) return true;
  if (!behind && IsOfLastingClause(grammar, period, figure)) return true;
  if (!behind && (BeginsClause(text, grammar, period.end, figure) || IsBeforeSemicolon(text, grammar, period, figure))) return true;
  if (!behind && text.english && IsInserted(text, grammar, period, figure)) return true;
  if (grammar.has_tree()) {
    uint32_t word = period.first;  // the year hangs on the word behind it, and so does the day
    while (word + 1 < period.end && grammar.Head(word) == Grammar::kNoWord) ++word;
    const uint32_t clause = ClauseOf(grammar, word);
    const bool point = period.iso.find('/') == std::string::npos;
    if (!behind && point && !text.english && IsOfVerbBefore(grammar, word, figure)) return true;
    return clause != Grammar::kNoWord && clause != ClauseOf(grammar, figure.end - 1);
  }
  for (uint32_t i = period.first, count = 0; i-- > 0 && count < kCommaReach; ++count) {
    if (text.atoms[i + 1].newline || text.symbol(i) == '.' || text.symbol(i) == ';') return false;
    if (text.symbol(i) == ',') return false;
    const uint8_t word = grammar.Class(i);
    if (word == LECTOR_UPOS_VERB && grammar.IsAdjective(i)) return true;
  }
  return false;
}

// "30 октября сообщила организация, в которой 8 тысяч членов", "в декабре пригрозили наложить штраф": when it was said.
bool IsOfTelling(const Lexicon& lexicon, const Text& text, const Grammar& grammar, const Period& period, const Figure& figure) {
  if (!grammar.has_tree() || text.english) return false;
  if (period.first > 0 && lexicon.Has(text, period.first - 1, Category::kDated)) return false;  // "на 1 мая", "к 2030 году"
  uint32_t word = period.first;
  while (word + 1 < period.end && grammar.Head(word) == Grammar::kNoWord) ++word;
  const uint32_t verb = VerbOf(grammar, word);
  const Entry* entry = verb == Grammar::kNoWord || LECTOR_FEAT(grammar.Features(verb), TENSE) != LECTOR_TENSE_PAST
                           ? nullptr
                           : lexicon.FindWord(grammar.Lemma(verb), Category::kTelling);
  return entry != nullptr && (entry->code != "act" || figure.role == Role::kTarget);
}

// "упало на 1,9% к январю", "up 8% on last year": the base of a change.
void MarkBases(const Lexicon& lexicon, const Text& text, const std::vector<Figure>& figures, std::vector<Period>* periods) {
  size_t next = 0;
  for (const Figure& figure : figures) {
    while (next < periods->size() && (*periods)[next].first < figure.end) ++next;
    if (next == periods->size()) return;
    if (figure.role != Role::kChange || figure.dropped) continue;
    uint32_t at = figure.end;
    if (text.symbol(at) == ')') ++at;
    const Match toward = lexicon.Find(text, at, Category::kPeriodWord);
    if (toward && toward.entry->code == "toward" && toward.end == (*periods)[next].first) (*periods)[next].base = true;
  }
}

// "Тогда", "При этом" at the beginning of a sentence: it goes on with the period of the one before.
std::string_view OpensWithAnaphor(const Lexicon& lexicon, const Text& text, const Figure& figure, uint32_t sentence_begin) {
  uint32_t at = figure.first;
  for (uint32_t count = 0; count < kSentenceReach && at > 0 && text.atoms[at - 1].begin >= sentence_begin; ++count) --at;
  if (text.atoms[at].begin < sentence_begin || (at > 0 && text.atoms[at - 1].begin >= sentence_begin)) return {};
  const Match match = lexicon.Find(text, at, Category::kPeriodWord);
  return match ? std::string_view(match.entry->code) : std::string_view();
}

// The last period that stands behind this byte.
std::string LastOf(const Text& text, const std::vector<Period>& periods, size_t next, uint32_t begin) {
  for (size_t k = next, count = 0; k > 0 && count < kMostPassed && text.atoms[periods[k - 1].first].begin >= begin; --k, ++count)
    if (!periods[k - 1].base && !periods[k - 1].ago && !IsDay(periods[k - 1])) return periods[k - 1].iso;
  return {};
}

}  // namespace

void AssignPeriods(const Lexicon& lexicon, const Text& text, const Grammar& grammar, std::span<const uint32_t> sentence_begins,
                   std::vector<Period> periods, std::vector<Figure>* figures) {
  MarkBases(lexicon, text, *figures, &periods);
  size_t next = 0;
  uint32_t passed = 0;  // the end of the figure before
  for (Figure& figure : *figures) {
    const uint32_t last = passed;
    if (figure.has_unit && !figure.dropped) passed = figure.end;
    while (next < periods.size() && periods[next].first < figure.first) ++next;
    const uint32_t begin = figure.sentence < sentence_begins.size() ? sentence_begins[figure.sentence] : 0;
    const uint32_t end = figure.sentence + 1 < sentence_begins.size() ? sentence_begins[figure.sentence + 1] : 0xFFFFFFFF;
    const auto usable = [&](const Period& period) {
      const uint32_t at = text.atoms[period.first].begin;
      return !period.base && !period.ago && at >= begin && at < end && !IsOfOtherClause(lexicon, text, grammar, period, figure) &&
             !IsOfTelling(lexicon, text, grammar, period, figure);
    };
    size_t before = next;  // at most a few are passed over
    while (before > 0 && before + kMostPassed > next && !usable(periods[before - 1])) --before;
    size_t behind = next;
    while (behind < periods.size() && behind < next + kMostPassed && !usable(periods[behind])) ++behind;
    const bool adjoins = behind < periods.size() && usable(periods[behind]) &&
                         periods[behind].first <= figure.end + kAdjoiningReach && text.symbol(figure.end) != ',' &&
                         !HasComma(text, figure.end, periods[behind].first);  // "на 0,28% в августе"
    if (adjoins) figure.period = periods[behind].iso;
    else if (before > 0 && usable(periods[before - 1])) figure.period = periods[before - 1].iso;
    else if (behind < periods.size() && usable(periods[behind])) figure.period = periods[behind].iso;
    else if (figure.sentence > 0 && figure.sentence < sentence_begins.size()) {
      const std::string_view opening = OpensWithAnaphor(lexicon, text, figure, begin);
      if (opening == "anaphor") figure.period = LastOf(text, periods, next, sentence_begins[figure.sentence - 1]);
      if (opening == "report") figure.period = LastOf(text, periods, next, 0);
    }
    const bool event = figure.unit.kind == Kind::kCount && figure.unit.not_economic;
    const bool month = figure.period.size() == kMonthSize && figure.period.starts_with("XXXX-");
    if (event && month) figure.period.clear();  // "в феврале задержали троих": when it happened
    if (figure.role != Role::kPrevious) continue;
    if (figure.from_to) {  // "по сравнению с январем 2011 года выросла с 10 до 11"
      for (size_t k = next, count = 0; k > 0 && count < kMostPassed && text.atoms[periods[k - 1].first].begin >= begin; --k, ++count)
        if (periods[k - 1].base) figure.period = periods[k - 1].iso;
    }
    const bool own = before > 0 && usable(periods[before - 1]) && periods[before - 1].first >= last;  // "предыдущий заем, в 2018 году"
    if (!figure.from_to && !adjoins && !own) figure.period.clear();  // of another time than the sentence speaks of
    if (next < periods.size() && periods[next].ago && periods[next].first <= figure.end + kAgoReach)
      figure.period = periods[next].iso;
    else if (!adjoins && next > 0 && periods[next - 1].ago && text.atoms[periods[next - 1].first].begin >= begin)
      figure.period = periods[next - 1].iso;
  }
}

}  // namespace lector::figures
