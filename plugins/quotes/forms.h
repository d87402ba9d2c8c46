// The forms in which news reports speech. Each finder reads the page and adds candidates; resolve.h chooses among them.
#ifndef LECTOR_PLUGINS_QUOTES_FORMS_H_
#define LECTOR_PLUGINS_QUOTES_FORMS_H_

#include <vector>

#include "names.h"
#include "page.h"
#include "speaker.h"

namespace lector::quotes {

enum class Kind : uint8_t { kDirect = LECTOR_QUOTE_DIRECT, kIndirect = LECTOR_QUOTE_INDIRECT, kMixed = LECTOR_QUOTE_MIXED };

// The rules from the surest to the least sure: where two candidates overlap, the one of the earlier rule stays.
enum class Rule : uint8_t {
  kBlock,        // « "Слова". Имя должность
  kTurn,         // a turn of a transcript
  kInterrupted,  // «A, — сказал X. — B»
  kDirect,       // «A», — сказал X; X сказал: «A»
  kDialogue,     // — A, — сказал X.
  kLead,         // X сказал: + a paragraph of its own
  kSource,       // по словам X, A
  kClause,       // X сказал, что A
  kInserted,     // A, сказал X; как сказал X, A
  kNarration,    // X назвал A «B»
  kColon,        // X указал на рост: A
  kContinued,    // «A» beside other quotes, without a cue of its own
  kAnaphor       // A. Об этом сказал X.
};

struct Candidate {
  Rule rule = Rule::kDirect;
  Kind kind = Kind::kDirect;
  std::vector<Range> content;  // in order, not overlapping, not empty
  const Hit* cue = nullptr;
  Speaker speaker;
  float confidence = 0;
};

// Rows that a rule looks over from a cue: no reported clause is longer, and a text without stops stays linear.
inline constexpr uint32_t kReach = 400;

struct Context {
  const Page& page;
  const Names& names;
  const SpeakerFinder& speakers;
  const Check& check;
};
using Candidates = std::vector<Candidate>;

void FindBlocks(const Context& context, Candidates* out);          // block.cpp
void FindDirect(const Context& context, Candidates* out);          // direct.cpp
void FindDialogue(const Context& context, Candidates* out);        // dialogue.cpp
void FindLeadParagraphs(const Context& context, Candidates* out);  // lead.cpp
void FindTurns(const Context& context, Candidates* out);           // transcript.cpp
void FindInterviews(const Context& context, Candidates* out);      // interview.cpp
void FindClauses(const Context& context, Candidates* out);         // clause.cpp
void FindInserted(const Context& context, Candidates* out);        // inserted.cpp
void FindSources(const Context& context, Candidates* out);         // source.cpp
void FindNarrations(const Context& context, Candidates* out);      // narration.cpp

// ---- what several forms need: shared.cpp ----

// Words in marks that are someone's words rather than a name, a title or a term.
bool IsSpeech(const Page& page, const Stretch& stretch);

// Whether "по его словам" opens a clause behind another one that is complete by itself: between commas, verbs on both sides.
bool OpensClauseBehind(const Page& page, const Hit& source, uint32_t begin, uint32_t limit);

// Mixed where the rows hold such words, else indirect.
Kind KindOfClause(const Page& page, Range rows);

// Content of a clause: without outer punctuation, without the marks that hold all of it, without a carrier at its end
// (", сообщает ТАСС").
Range ClauseContent(const Context& context, Range rows);

// The subordinate clause that an attribution between commas stands in, "…, так как мост, по словам Лосева, закрыт": behind
// its conjunction; of a relative clause what follows the attribution. Empty: it stands in the main clause. `attribution`: its
// rows without the commas.
Range SubordinateClause(const Page& page, Range attribution, Range sentence);

// Behind a noun and a comma: one past the relative clause or the participle that says more of the noun, at its closing comma;
// the comma itself: none is there.
uint32_t BehindModifier(const Page& page, uint32_t comma, uint32_t limit);

// Words with their attribution inside, "A, — сказал X. — B". Empty content: there is no attribution.
struct Interrupted {
  std::vector<Range> content;
  const Hit* cue = nullptr;
  Speaker speaker;
};
Interrupted SplitInterrupted(const Context& context, Range rows);

// Whether a cue may stand beside quoted words; `states`: so may "уверен", "считает" (behind a dash or before a colon).
bool CanQuote(const Hit& hit, bool states);

// The last cue of a lead-in that may introduce quoted words; nullptr: none.
const Hit* LastCue(const Page& page, Range rows, bool states);

// The subject of a cue, before it or else behind it.
Speaker SubjectOf(const Context& context, const Hit& cue, Range sentence);

// English: the person in apposition behind a noun, "said her daughter, Ann Lee"; the speaker as it is where there is none.
Speaker NamedBehind(const Context& context, const Speaker& speaker);

// Whether the cue is denied, asked about or nobody's ("не сказал, что", "согласится ли он", "it is believed"): nothing was said.
bool IsNegated(const Page& page, const Hit& cue);

// The first row of the reported clause that a cue opens by "что" or "that"; 0: none.
uint32_t ThatClause(const Context& context, const Hit& cue, uint32_t limit);

// Where the clause that a cue reports from `begin` on ends before `limit`, by whom its words are grammatically: report_end.cpp.
uint32_t ReportEnd(const Page& page, const Hit& cue, uint32_t begin, uint32_t limit);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_FORMS_H_
