// Names: who is named where in the document, under which fullest name and with which title.
#ifndef LECTOR_PLUGINS_QUOTES_NAMES_H_
#define LECTOR_PLUGINS_QUOTES_NAMES_H_

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page.h"

namespace lector::quotes {

struct Name {
  Range rows;
  NameType type = NameType::kUnknown;
  lector_id entity = 0;
  std::string_view full;  // fullest form
};

// Read-only once its signatures are added. Views point into the document or the records of the entities extractor.
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

  // The role of a person as some place of the document gives it in the nominative; empty: none.
  std::string_view TitleOf(std::string_view full_name) const;
  // A person whose title begins with the role at `rows` ("министр") or ends alike ("глава Киргизии", "президент
  // Киргизии"); the one named last before; nullptr: none.
  const Name* PersonWithRole(Range rows) const;

  // A title that a signature gives.
  void AddTitled(const Name& name, Range title);

  // The rows of the title that stands before or behind a name; empty: none.
  Range TitleBefore(Range name, uint32_t limit) const;
  Range TitleBehind(Range name, uint32_t limit) const;

 private:
  struct Titled {
    Range title;
    size_t name;
  };
  void TakeGiven();
  void FindCapitalised(const Check& check);
  void FindFullest();
  void FindTitles(const Check& check);
  Range WithModifiers(Range title, uint32_t limit) const;

  const Page& page_;
  std::vector<Name> names_;
  std::vector<Titled> titled_;
  std::unordered_map<std::string_view, std::string> titles_;  // full name -> title
};

// The words with a small first letter, where the capital is only that of the sentence.
std::string Decapitalised(const Page& page, Range rows);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_NAMES_H_
