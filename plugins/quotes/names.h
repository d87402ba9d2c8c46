// Names: who is named where in the document, under which fullest name and with which title.
#ifndef LECTOR_PLUGINS_QUOTES_NAMES_H_
#define LECTOR_PLUGINS_QUOTES_NAMES_H_

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "page.h"

namespace lector::quotes {

struct Name {
  Range rows;
  NameType type = NameType::kUnknown;
  lector_id entity = 0;
  std::string_view full;  // fullest form
  bool medium = false;    // carries news
};

// Read-only once its signatures are added, but for what is found out when somebody first asks; of one thread. Views point into
// the document or the records of the entities extractor.
class Names {
 public:
  Names(const Page& page, const Check& check);

  const std::vector<Name>& all() const { return names_; }
  // Names that lie in the range.
  std::span<const Name> Inside(Range range) const;
  // The name that holds the row; nullptr: none.
  const Name* At(uint32_t row) const;
  // The person named last before the row; nullptr: none.
  const Name* PersonBefore(uint32_t row) const;

  // Of a fullest form that stands in the text in another case alone: its nominative; empty: it needs none.
  std::string_view NominativeOf(std::string_view full_name) const;
  // The role of a person as some place of the document gives it in the nominative; empty: none.
  std::string_view TitleOf(std::string_view full_name) const;
  // A title as a speaker's title is reported: nominative, with a small first letter.
  std::string TitleText(Range title) const;
  // Masculine or feminine, by the words of the name and the verbs beside it; 0: not known.
  uint64_t GenderOf(std::string_view full_name) const;
  // Whether some title of the person is a chief's ("глава", "министр").
  bool IsChief(std::string_view full_name) const;
  // A person whose title begins with the role at `rows` ("министр") or ends alike ("глава Киргизии", "президент
  // Киргизии"); the one named last before, else the first behind; nullptr: none. `gender`: 0 fits all.
  const Name* PersonWithRole(Range rows, uint64_t gender) const;
  // Whether the titles of a person rule out that the noun in `role` means them: "судья" is no "адвокат Лосев".
  bool Excludes(std::string_view full_name, uint32_t role) const;
  // The organisation that the noun in `noun` ("ведомство", "компания") most likely means, of those named a few paragraphs
  // before; nullptr: none.
  const Name* OrganizationBefore(uint32_t noun) const;
  // The organisation named last before whose name has the noun in `noun`: "Совет" of "Конституционный совет"; nullptr: none.
  const Name* OrganizationWith(uint32_t noun) const;
  // Whether the text is about the person: named in its first lines and the one named most often.
  bool IsTopic(std::string_view full_name) const { return full_name == topic_; }
  // Whether a surname by itself is not as the full name has it: "Маркива", elsewhere "Виталий Маркив".
  bool IsOblique(const Name& person) const;
  // The medium that "издание" or "агентство" by itself means: the one named last; nullptr: none.
  const Name* MediumBefore(uint32_t noun) const;

  // A title that a signature gives.
  void AddTitled(const Name& name, Range title);

  // The rows of the title that stands before or behind a name; empty: none.
  Range TitleBefore(Range name, uint32_t limit) const;
  Range TitleBeforeComma(Range name, uint32_t limit) const;
  Range TitleBehind(Range name, uint32_t limit) const;

 private:
  struct Titled {
    Range title;
    size_t name;
  };
  void TakeGiven();
  bool IsCommonNoun(const Name& name) const;
  bool IsDedication(const Name& name) const;
  bool HasVerb(Range rows) const;
  void TakeFuller();
  void ShareSurnames();
  void DropTitle(Name* name) const;
  bool IsOffice(uint32_t row, Range title) const;
  bool IsOtherBody(const Name& name, uint32_t noun) const;
  void FindCapitalised(const Check& check);
  void FindFullest();
  void FindTitles(const Check& check);
  struct Titles;
  void AddTitle(std::string text, bool weak, Titles* titles) const;
  void TakeTitles();
  void FindTopic();
  void FindGenders() const;
  void FindNominatives();
  std::string NominativeByWords(Range rows) const;
  bool IsOwnNoun(uint32_t row, Range title) const;
  int NounScore(Range title, uint32_t role) const;
  int RoleScore(Range title, uint32_t role, Range rows) const;
  Range WithModifiers(Range title, uint32_t limit) const;

  struct Mentions {
    uint32_t count = 0, first = 0;  // first: its row
  };

  const Page& page_;
  std::vector<Name> names_;
  std::unordered_map<std::string_view, Mentions> mentions_;  // of given names, by full name
  std::string_view topic_;
  std::vector<Titled> titled_;
  // Of a person: titles as they stand in the text or as whoever found the name knows one, and what they come to. Most are never
  // asked for, and putting a title into the nominative takes longer than all else here.
  struct Titles {
    struct Found {
      Range rows;              // empty: given
      std::string_view given;
      bool weak = false;       // it says little, "американец"
    };
    std::vector<Found> found;  // not yet in the text
    std::string text;
    bool weak = false;
  };
  struct Nominative {
    Range oblique;  // of a name that stands in another case alone; not yet in the text
    std::string text;
  };
  mutable std::unordered_map<std::string_view, Titles> titles_;  // by full name, as all these
  mutable std::unordered_map<std::string_view, Nominative> nominatives_;
  mutable std::unordered_map<std::string_view, int> genders_;  // votes: masculine above 0, feminine below
  mutable bool has_genders_ = false;
  std::unordered_set<std::string_view> chiefs_;        // full names
  std::unordered_map<std::string_view, std::vector<uint32_t>> offices_;  // full name -> rows of the nouns of their titles
};

// Whether a title says all that another one of the same noun does: "Reform Party presidential candidate".
bool SaysMore(std::string_view full, std::string_view title);

// `text`, which says `rows` in some case, with a small first letter where the capital is only that of the sentence.
std::string Decapitalised(const Page& page, Range rows, std::string text);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_NAMES_H_
