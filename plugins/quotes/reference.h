// Reference: whom a pronoun, a role without a name or an institution without a name points to.
#ifndef LECTOR_PLUGINS_QUOTES_REFERENCE_H_
#define LECTOR_PLUGINS_QUOTES_REFERENCE_H_

#include <cstdint>
#include <string>

#include "names.h"
#include "page.h"
#include "speaker.h"

namespace lector::quotes {

// Someone who spoke.
struct Who {
  lector_span span = {};  // the mention
  lector_id entity = 0;
  std::string name, title;
  bool person = false;
  uint64_t gender = 0, number = 0;  // of lector_morph; 0: not known
  uint32_t role = Grammar::kNone;   // of one without a name: the row of the noun
  std::string_view how = {};        // how it was resolved, for `explain`
};

// What a mention says of whom it means.
struct Wanted {
  uint64_t gender = 0, number = 0;  // 0: not known
  uint32_t role = Grammar::kNone;   // the row of a noun of a person; kNone: a pronoun or nothing
  std::string_view other = {};      // the full name of somebody who is not meant
};

// The same with how it was resolved.
inline Who Resolved(Who who, std::string_view how) { return who.how = how, who; }

inline constexpr uint32_t kSpeakerReach = 2;  // paragraphs that the speaker before is still meant over

// Follows the quotes of a document in text order.
class Reference {
 public:
  Reference(const Page& page, const Names& names) : page_(page), names_(names) {}

  // Who is meant. `row`: the mention, or the first word of a quote without one; `cue`: the verb, nullptr: none.
  Who Identify(const Speaker& speaker, uint32_t row, const Hit* cue) const;
  // The speaker before, or the person named last: for a quote without a subject.
  Who Earlier(uint32_t row, const Wanted& wanted) const;
  // The role by which a mention tells somebody who is named elsewhere and has no title: "глава государства"; empty: none.
  std::string RoleOf(const Speaker& speaker, const Who& who) const;
  // Whether the source is a paper alone, of nobody: "согласно записке".
  bool IsBareDocument(const Speaker& speaker) const;
  // Whether "документ" means a law or a contract, which nobody says.
  bool PointsToStatute(const Speaker& speaker) const;
  // The speaker of the quote that ends before `row`.
  void Spoke(const Who& who, uint32_t row);
  bool has_last() const { return has_last_; }
  const Who& last() const { return last_; }
  uint32_t last_row() const { return last_row_; }

 private:
  std::string RoleInEnglish(const Speaker& speaker, const Who& who) const;
  Who OfName(const Name& name, Range mention, Range title) const;
  Who OfNoun(const Speaker& speaker, uint32_t row, const Hit* cue) const;
  Who OfPhrase(Range phrase) const;
  Who AsLast() const;
  const Name* Nearest(uint32_t row) const;
  const Name* Salient(uint32_t row, const Wanted& wanted) const;
  bool OpensSentence(uint32_t row) const;
  Who SalientRole(uint32_t row, const Wanted& wanted) const;
  Who SeveralBefore(const Hit* cue) const;
  bool NamedSince(uint32_t row) const;
  bool GoesOn(Range subject, const Hit* cue) const;
  bool IsSubject(uint32_t row) const;
  bool LastFits(const Wanted& wanted) const;
  Who Institution(uint32_t row, uint32_t noun) const;
  Who OfDocument(Range phrase, uint32_t head, uint32_t row) const;
  Who BodyBefore(uint32_t row) const;
  Who MadeBy(uint32_t comma) const;
  Who CourtBefore(uint32_t document) const;
  Who IssuerBefore(uint32_t document) const;
  Who OfMaker(uint32_t document) const;
  Who OfVerbBefore(uint32_t document) const;
  Who OfDocumentBefore(uint32_t pronoun) const;
  Who OfThatOne(uint32_t pronoun) const;
  Who OfAddressee(uint32_t pronoun, const Hit* cue, uint64_t gender) const;
  Who OfOblique(uint32_t noun) const;
  Who OfSubject(uint32_t subject, uint32_t verb) const;
  Who OfComplement(Range complement) const;
  Who OfOwner(Range phrase, uint32_t head) const;
  Who OfRole(const Speaker& speaker, uint32_t head, uint32_t row, const Hit* cue) const;
  Who NearerRole(uint32_t row, const Wanted& wanted, const Name* person) const;
  uint32_t CountTelling(Range phrase, uint32_t head) const;
  Who SalientPair(uint32_t row) const;
  const Name* PersonAt(uint32_t noun) const;
  Who SameRoleBefore(uint32_t head) const;
  Who SameBodyBefore(uint32_t noun) const;
  Who ToldBefore(uint32_t noun) const;
  Who SeveralInEnglish(uint32_t pronoun) const;
  Who SameMediumBefore(uint32_t noun) const;
  bool MayBe(uint32_t noun, uint32_t role) const;
  bool IsDocument(Range rows) const;
  const Name* IssuerOf(Range rows) const;
  uint64_t GenderOfNoun(uint32_t noun) const;
  uint64_t NumberOf(const Hit* cue) const;
  uint64_t GenderOf(const Speaker& speaker, const Hit* cue) const;

  const Page& page_;
  const Names& names_;
  bool has_last_ = false;
  uint32_t last_row_ = 0;
  Who last_, last_institution_;
  uint32_t institution_row_ = 0;
};

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_REFERENCE_H_
