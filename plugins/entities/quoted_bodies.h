// Organisations whose name stands in quotation marks: ОАО «X», газета «X», «X».
#ifndef LECTOR_PLUGINS_ENTITIES_QUOTED_BODIES_H_
#define LECTOR_PLUGINS_ENTITIES_QUOTED_BODIES_H_

#include <optional>
#include <utility>
#include <vector>

#include "candidates.h"

namespace lector::entities {

// The row of the closing mark of the name that opens at `row`; nothing where there is no short name in quotes.
std::optional<uint32_t> ClosingMark(const Reading& reading, uint32_t row);

// A word of sport stands near the tokens, in their sentence.
bool InSport(const Reading& reading, uint32_t first, uint32_t last);

inline Candidate MakeBody(uint32_t first, uint32_t last, uint32_t phrase_first, uint32_t phrase_last, float score) {
  Candidate out;
  out.first = first;
  out.last = last;
  out.phrase_first = phrase_first;
  out.phrase_last = phrase_last;
  out.score[kOrganization] = score;
  out.pattern = true;
  return out;
}
// Its finer type is that of the noun of a class at a row, or of the noun with an adjective before it.
void TakeBody(Reading& reading, Candidate candidate, uint32_t class_row);

// Each method takes what it knows at a row, in the order of the rows; the ones that answer say whether they took something.
class QuotedBodies {
 public:
  explicit QuotedBodies(Reading& reading) : reading_(reading), words_(reading.words) {}

  // ОАО «X», ФК "X", РИА X; АЭС «X».
  bool LegalForm(uint32_t row);
  // компания «X», газета «X», up to two words between them; резиденция «X».
  bool ClassBeforeQuote(uint32_t row);
  // «X» without a class noun: likely where the document has it with one.
  void Unclassed(uint32_t row);
  // A name that no noun stands before is that of a work where one stands before it elsewhere. When all rows are done.
  void DropWorks();

 private:
  uint32_t LastOfName(uint32_t open, uint32_t close) const;
  uint32_t WorkBefore(uint32_t row) const;
  bool IsWork(uint32_t first, uint32_t end) const;
  bool InListOfWorks(uint32_t row) const;
  bool OfDeputy(uint32_t row) const;
  const Candidate* ListedBefore(uint32_t row) const;
  bool Describes(uint32_t first, uint32_t end) const;
  void Pass(uint32_t row, uint32_t close);

  Reading& reading_;
  const Words& words_;
  uint32_t passed_ = 0;             // the closing mark of the last name of a work
  std::vector<lector_span> works_;  // tokens of names of works that are no bodies elsewhere: films, songs, ships
  std::vector<size_t> unclassed_;   // candidates in quotation marks that no noun stands before
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_QUOTED_BODIES_H_
