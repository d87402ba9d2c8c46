#include "normal_forms.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "letters.h"
#include "person_names.h"

namespace lector::entities {

std::string_view TextOf(const Words& words, uint32_t first, uint32_t last) {
  return words.view().text.substr(words[first].begin, words[last].end - words[first].begin);
}

bool HasLatin(const Words& words, uint32_t first, uint32_t last) {
  for (uint32_t row = first; row <= last; ++row)
    if (words[row].latin) return true;
  return false;
}

// The well-known body that the name is a form of; null: none.
const Gazetteer::Body* WellKnown(const Reading& reading, const Candidate& candidate) {
  const Words& words = reading.words;
  if (!words[candidate.first].opens_body) return nullptr;
  const Gazetteer::Body* best = nullptr;
  int best_sum = 0;
  reading.gazetteer.ForEachBodyLike(words[candidate.first].folded, [&](const Gazetteer::Body& body) {
    if (body.upper && words[candidate.first].title()) return;
    if (body.words.size() != candidate.words() || (body.quoted && !words.InQuotes(candidate.first, candidate.last))) return;
    const int sum = body.Distance([&](size_t i) { return words[candidate.first + static_cast<uint32_t>(i)].folded; });
    if (sum >= 0 && (best == nullptr || sum < best_sum)) best = &body, best_sum = sum;
  });
  return best;
}

namespace {

// The bytes of the case ending behind an abbreviation of at least three capitals, "ГИТИС|а", or behind the capitals that a name
// ends in, "АвтоВАЗ|а"; 0: none.
size_t AbbreviationEnding(std::string_view written) {
  static constexpr std::string_view kEndings[] = {"а", "у", "е", "ом", "ы", "ов", "ам", "ами", "ах"};
  for (const std::string_view ending : kEndings) {
    if (!written.ends_with(ending)) continue;
    const std::string_view stem = written.substr(0, written.size() - ending.size());
    const size_t letters = CodePoints(stem);
    if (letters < 3) continue;
    size_t capitals = 0;  // at the end
    for (std::string_view rest = stem; !rest.empty(); rest.remove_prefix(Prefix(rest, 1).size()))
      capitals = StartsUpper(rest) && !IsLatin(rest) ? capitals + 1 : 0;
    if (capitals == letters || (capitals > 1 && letters > 4)) return ending.size();
  }
  return 0;
}

// "АльфаСтраховании": a word that has a capital inside is inflected as other words are.
bool EndsAsWord(std::string_view written) {
  constexpr size_t kWordEnd = 6;  // letters in lower case
  const size_t letters = CodePoints(written);
  if (letters < kWordEnd + 1 || IsLatin(written)) return false;
  const std::string_view end = written.substr(Prefix(written, letters - kWordEnd).size());
  return Fold(end) == end;
}

// The nominative, written in capitals as far as it is the form that was `written`; that form where there is none.
std::string InnerCapitals(const std::string& written, const std::string& nominative) {
  const std::string folded = Fold(nominative);
  size_t same = 0;
  for (size_t count = 1; Prefix(written, count).size() > same; ++count) {
    const std::string_view prefix = Prefix(written, count);
    if (!folded.starts_with(Fold(prefix))) break;
    same = prefix.size();
  }
  return same * 2 < written.size() || same > nominative.size() ? written : written.substr(0, same) + nominative.substr(same);
}

// The adjective in the nominative singular, from its lemma, which is masculine.
std::string InGender(std::string_view lemma, uint64_t gender) {
  constexpr size_t kEnding = 2;  // letters
  const size_t letters = CodePoints(lemma);
  if (gender == LECTOR_GENDER_MASC || letters <= kEnding + 1) return std::string(lemma);
  const std::string_view stem = Prefix(lemma, letters - kEnding);
  const bool soft = lemma.ends_with("ний");
  return std::string(stem) + (gender == LECTOR_GENDER_FEM ? soft ? "яя" : "ая" : soft ? "ее" : "ое");
}

// The masculine of an adjective, "усть-каменский" also where the dictionary lacks it and the model takes it for a noun; empty: it
// is none.
std::string AdjectiveOf(const Word& word) {
  if (word.upos == LECTOR_UPOS_ADJ && !word.lemma.empty()) return std::string(word.lemma);
  for (const std::string_view ending : {"ского", "скому", "ском", "ским", "ской", "скую", "ская", "ское"})
    if (word.folded.ends_with(ending)) return std::string(word.folded.substr(0, word.folded.size() - ending.size())) + "ский";
  return {};
}

// "Тверской и Псковской | областях": each adjective names one, and the noun is of all of them. The row of such a noun; 0: there
// is none.
uint32_t SharedNoun(const Reading& reading, const Candidate& candidate) {
  const Words& words = reading.words;
  const auto adjective = [&](uint32_t row) {
    return words[row].title() && words[row].may_be_adjective && LECTOR_FEAT(words[row].feats, NUMBER) == LECTOR_NUMBER_SING &&
           !words[row].lemma.empty();
  };
  if (!adjective(candidate.first) || candidate.words() > 2) return 0;
  uint32_t row = candidate.first + 1;
  for (uint32_t more = 0; more < 8 && candidate.words() == 1; more += 2, row += 2) {
    const bool joined = reading.Glued(row + 1) && (words[row].folded == "и" || words.text(row) == ",") && adjective(row + 1);
    if (!joined) break;
  }
  if (!reading.Glued(row) || (row == candidate.first + 1 && candidate.words() == 1)) return 0;
  const Word& noun = words[row];
  const bool shared = noun.lower() && noun.upos == LECTOR_UPOS_NOUN && noun.is(kPlaceAfter | kOrgHead) &&
                      LECTOR_FEAT(noun.feats, NUMBER) == LECTOR_NUMBER_PLUR && (noun.cases & words[candidate.first].cases) != 0;
  return shared ? row : 0;
}

// "Усть-Каменогорске": of two words and a hyphen the end alone is inflected, as the lemma has it; empty where it has none.
std::string CompoundInNominative(const Words& words, const Candidate& candidate) {
  constexpr size_t kMostEnding = 3;  // letters
  const Word& word = words[candidate.first];
  const std::string written = Written(words, candidate.first, candidate.last);
  const size_t hyphen = written.find('-');
  if (hyphen != std::string::npos && word.is(kOrgHead | kOrgAlone) && word.known && word.common && !word.lemma.empty())
    return  // "Школы-студии", both parts of which are inflected
        std::string(Prefix(written, 1)) + std::string(word.lemma.substr(Prefix(word.lemma, 1).size()));
  if (hyphen == std::string::npos || hyphen != written.rfind('-') || word.lemma.empty() || word.latin) return {};
  for (const std::string_view bare : {"б", "г", "д", "з", "к", "л", "н", "п", "р", "с", "т", "ф", "ц", "ч", "ш", "щ"})
    if (word.folded.ends_with(bare)) return written;  // "Даунинг-стрит": no ending of a case
  std::string nominative = InnerCapitals(written, std::string(word.lemma));
  const size_t kept = Prefix(written, CodePoints(written) - std::min(CodePoints(written), kMostEnding)).size();
  return hyphen < kept && nominative.starts_with(written.substr(0, kept)) ? nominative : std::string();
}

// "ПЁТР РОГОВ" in a line of capitals: a person's name has them only where a word opens.
std::string WithoutCapitals(std::string name) {
  std::string out;
  bool inside = false;
  for (size_t at = 0; at < name.size();) {
    const std::string_view letter = Prefix(std::string_view(name).substr(at), 1);
    out += !inside ? std::string(letter) : letter == "Ё" ? "ё" : Fold(letter);
    inside = letter != " " && letter != "-";
    at += letter.size();
  }
  return out;
}

// "на улице | Льва Толстого": whom a street is called after stays in the genitive; "на улице | Садовой" does not.
bool AfterStreet(const Reading& reading, const Candidate& candidate) {
  const Words& words = reading.words;
  if (candidate.best() != kLocation || candidate.place != nullptr || candidate.phrase_first != candidate.first ||
      candidate.first == 0 ||
      !words[candidate.first].glued)
    return false;
  const Word& noun = words[candidate.first - 1];
  return noun.lower() && noun.is(kPlaceBefore) && noun.entry.place_type == "street" &&
         LECTOR_FEAT(noun.feats, NUMBER) != LECTOR_NUMBER_PLUR &&
         ((words[candidate.first].upos != LECTOR_UPOS_ADJ && !words[candidate.first].lemma.ends_with("ский")) ||
          (LECTOR_FEAT(noun.feats, GENDER) == LECTOR_GENDER_FEM && words[candidate.last].folded.ends_with("ого")));
}

// "на Большой | Морской": adjectives alone, of which the inflector takes the second for a noun; empty: it is not so.
std::string TwoAdjectives(const Words& words, const Candidate& candidate) {
  if (candidate.best() != kLocation || candidate.words() != 2) return {};
  const Word& first = words[candidate.first];
  const Word& last = words[candidate.last];
  const bool adjectives = first.upos == LECTOR_UPOS_ADJ && first.title() && last.title() && !first.latin && last.may_be_adjective &&
                          last.lemma.ends_with("й") && first.lemma.ends_with("й");
  const uint64_t gender = LECTOR_FEAT(first.feats, GENDER);
  if (!adjectives || LECTOR_FEAT(first.feats, NUMBER) == LECTOR_NUMBER_PLUR || gender == 0 ||
      first.grammatical_case() == LECTOR_CASE_NOM)
    return {};
  return InnerCapitals(Written(words, candidate.first, candidate.first), InGender(first.lemma, gender)) + " " +
         InnerCapitals(Written(words, candidate.last, candidate.last), InGender(last.lemma, gender));
}

// What the inflector left as it stands in another case, and what else tells of its nominative.
std::string Mended(const Reading& reading, const Candidate& candidate, uint32_t last, std::string as_written) {
  const Words& words = reading.words;
  if (candidate.best() == kPerson) return PersonInNominative(words, candidate.first, last, std::move(as_written));
  // "Хоум Кредит | банка"
  bool unknown = last > candidate.first && words[last].lower() && words[last].is(kOrgHead);
  for (uint32_t row = candidate.first; row < last && unknown; ++row)
    unknown = words[row].title() && !words[row].latin && words[row].upos != LECTOR_UPOS_ADJ && !words[row].is(kOrgHead);
  if (unknown)
    return Written(words, candidate.first, last - 1) + " " + words.view().nominative(last, last);
  const Word& first = words[candidate.first];
  const Word& noun = words[last];
  // "Народно-республиканской | партии"
  const std::string adjective = AdjectiveOf(first);
  if (last == candidate.first + 1 && !adjective.empty() && noun.lower() && noun.upos == LECTOR_UPOS_NOUN &&
      LECTOR_FEAT(noun.feats, NUMBER) == LECTOR_NUMBER_SING)
    return InnerCapitals(Written(words, candidate.first, candidate.first), InGender(adjective, LECTOR_FEAT(noun.feats, GENDER))) +
           " " + std::string(noun.lemma);
  if (candidate.best() != kOrganization || candidate.as_written) return as_written;
  // "Школы | Родченко": a noun that the model takes for a name
  if (last == candidate.first && candidate.words() > 1 && first.known && first.common && first.may_be_noun &&
      LECTOR_FEAT(first.feats, NUMBER) == LECTOR_NUMBER_SING && !first.lemma.empty())
    return std::string(Prefix(as_written, 1)) + std::string(first.lemma.substr(Prefix(first.lemma, 1).size()));
  // "аналитик «Финам|а»": a word that nobody knows, as the tagger reads it
  if (candidate.words() == 1 && !first.known && first.title() && !first.lemma.empty() &&
      first.lemma.size() < first.folded.size() &&
      first.folded.starts_with(first.lemma))
    return InnerCapitals(as_written, std::string(first.lemma));
  const Gazetteer::Body* body = WellKnown(reading, candidate);  // "штаб «Хезболлы»"
  if (body == nullptr) return as_written;
  return last == candidate.last ? body->name : body->name + " " + Written(words, candidate.last + 1, last);  // "Минобороны | РФ"
}

// "Ак Барс | Банка", "Русал | Холдинга": the noun of a body behind words that stay as they are; empty: none is there.
std::string WithEndingNoun(const Words& words, const Candidate& candidate) {
  const Word& noun = words[candidate.last];
  const Word& first = words[candidate.first];  // "ВТБ | Капитала"
  const bool usual = first.upper() && !first.caps && candidate.words() == 2 && noun.known && noun.common;
  const bool ends = candidate.best() == kOrganization && candidate.form == LECTOR_FORM_NAME && candidate.words() > 1 &&
                    candidate.phrase_last == candidate.last && ((noun.title() && (noun.is(kOrgHead) || usual)) ||
                     (noun.lower() && noun.is(kOrgHead) && !candidate.as_written && noun.grammatical_case() != LECTOR_CASE_NOM)) &&
                    !noun.latin &&
                    !noun.lemma.empty() && noun.grammatical_case() != 0 && LECTOR_FEAT(noun.feats, NUMBER) == LECTOR_NUMBER_SING;
  if (!ends) return {};
  for (uint32_t row = candidate.first; row < candidate.last; ++row)
    if (!(words[row].title() || usual) || words[row].is(kOrgHead) || words[row].upos == LECTOR_UPOS_ADJ) return {};
  return Written(words, candidate.first, candidate.last - 1) + " " +
         InnerCapitals(Written(words, candidate.last, candidate.last), std::string(noun.lemma));
}

// A well-known body as the list has it, "Следком", which may look like a form of another word.
bool IsAsListed(const Reading& reading, const Candidate& candidate) {
  if (candidate.best() != kOrganization || candidate.words() > 1 || candidate.phrase_last != candidate.last ||
      candidate.form != LECTOR_FORM_NAME || reading.words[candidate.first].latin)
    return false;
  const Gazetteer::Body* body = WellKnown(reading, candidate);
  return body != nullptr && body->words[0] == reading.words[candidate.first].folded;
}

std::string InNominative(const Reading& reading, const Candidate& candidate) {
  const Words& words = reading.words;
  if (IsAsListed(reading, candidate)) return Written(words, candidate.first, candidate.last);
  if (candidate.possessive)
    return std::string(words.view().text.substr(words[candidate.first].begin,
                                                words.view().tokens->end[candidate.last] - words[candidate.first].begin));
  if (candidate.form == LECTOR_FORM_ADJECTIVE) {
    const std::string_view lemma = words[candidate.first].lemma;
    return lemma.empty() ? Written(words, candidate.first, candidate.last) : std::string(lemma);
  }
  if (candidate.place != nullptr && candidate.words() == candidate.place->words.size()) return candidate.place->name;
  if (candidate.body != nullptr) return candidate.body->name;
  const Word& opening_word = words[candidate.first];
  // what stands in the nominative is its own: no plural of "Ростех"
  if (candidate.best() == kOrganization && candidate.words() == 1 && opening_word.title() &&
      opening_word.grammatical_case() == LECTOR_CASE_NOM && LECTOR_FEAT(opening_word.feats, NUMBER) == LECTOR_NUMBER_SING &&
      candidate.phrase_first == candidate.first && candidate.phrase_last == candidate.last && candidate.form == LECTOR_FORM_NAME)
    return Written(words, candidate.first, candidate.last);
  const uint64_t case_of_first = words[candidate.first].grammatical_case();
  if (candidate.best() == kOrganization && !candidate.as_written && candidate.form == LECTOR_FORM_NAME &&
      candidate.phrase_first == candidate.first && candidate.phrase_last == candidate.last && case_of_first != 0 &&
      case_of_first != LECTOR_CASE_NOM && words[candidate.first].title())
    if (const Gazetteer::Body* body = WellKnown(reading, candidate); body != nullptr) return body->name;
  // "СПбМТСБ": no word of a language, but an abbreviation may have an ending, "ГИТИС|а".
  if (candidate.words() == 1 && words[candidate.first].shape == LECTOR_SHAPE_MIXED) {
    const std::string written = Written(words, candidate.first, candidate.last);
    if (!candidate.as_written && EndsAsWord(written))
      return InnerCapitals(written, words.view().nominative(candidate.first, candidate.first));
    return written.substr(0, written.size() - AbbreviationEnding(written));
  }
  const Word& opening = words[candidate.first];
  if (candidate.words() == 1 && candidate.best() != kPerson && !opening.caps) {
    constexpr size_t kLongestAbbreviation = 5;  // letters; longer words in capitals may be inflected
    if (opening.upper() && CodePoints(opening.folded) <= kLongestAbbreviation && candidate.phrase_last == candidate.last)
      return Written(words, candidate.first, candidate.last);
    // "кланы Гамбино и | Дженовезе": no form of a word that ends otherwise, where the case is none of those with this ending
    const uint64_t stands_in = opening.grammatical_case();
    if (!opening.known && opening.folded.ends_with("е") && stands_in != 0 && stands_in != LECTOR_CASE_DAT &&
        stands_in != LECTOR_CASE_LOC)
      return Written(words, candidate.first, candidate.phrase_first == candidate.first ? candidate.phrase_last : candidate.last);
    if (std::string compound = CompoundInNominative(words, candidate); !compound.empty() && !candidate.as_written) {
      const bool more = candidate.phrase_first == candidate.first && candidate.phrase_last > candidate.last;
      return more ? compound + " " + Written(words, candidate.last + 1, candidate.phrase_last) : compound;
    }
  }
  if (const uint32_t noun = candidate.best() == kPerson ? 0 : SharedNoun(reading, candidate); noun != 0) {
    const std::string adjective = InGender(opening.lemma, LECTOR_FEAT(words[noun].feats, GENDER));
    return InnerCapitals(Written(words, candidate.first, candidate.first), adjective) + " " + std::string(words[noun].lemma);
  }
  if (AfterStreet(reading, candidate)) return Written(words, candidate.first, candidate.last);
  if (std::string street = TwoAdjectives(words, candidate); !street.empty()) return street;
  if (std::string ending = WithEndingNoun(words, candidate); !ending.empty()) return ending;
  const bool indeclinable = candidate.words() == 1 && opening.is(kIndeclinable);
  if ((candidate.as_written || indeclinable) &&
      (candidate.phrase_first != candidate.first || candidate.phrase_last == candidate.last))
    return Written(words, candidate.first, candidate.last);
  // "Центральный банк | России": the place behind the noun of a body is of its name; behind a quoted one it is not.
  const bool whole = candidate.best() == kOrganization && candidate.phrase_first == candidate.first;
  const uint32_t last = whole ? candidate.phrase_last : candidate.last;
  if (candidate.form == LECTOR_FORM_COMMON_NOUN && candidate.best() == kPerson && candidate.phrase_last > last) {
    std::string title = words.view().nominative(candidate.phrase_first, candidate.phrase_last);  // "глава | Киргизии"
    if (!title.empty()) return title;
  }
  if (candidate.best() == kPerson && words[candidate.first].initial && words[candidate.last].may_stand_in(LECTOR_CASE_NOM) &&
      (candidate.nominative || IsSubject(words, candidate.first)))
    return Written(words, candidate.first, last);  // "Е. Н. Пахомова сообщила"
  uint32_t head = candidate.first;  // what the nominative changes ends here: "Театр | им. Йозефа Бойса"
  // ... "Музей | Анны Ахматовой"
  const auto called_after = [&](uint32_t row) {
    const Word& word = words[row];
    return word.folded == "имени" || word.folded == "им" ||
           ((opening.is(kOrgHead | kPlaceInName) || (whole && opening.common && opening.may_be_noun)) && word.title() && word.name_genders != 0 &&
            word.grammatical_case() == LECTOR_CASE_GEN);
  };
  while (head < last && !called_after(head + 1)) ++head;
  // "Альбером | II"
  while (head > candidate.first && candidate.best() == kPerson && words[head].latin && words[head].upper()) --head;
  if (HasLatin(words, candidate.first, head)) return Written(words, candidate.first, last);
  std::string nominative = words.view().nominative(candidate.first, head);
  if (nominative.empty()) return Written(words, candidate.first, last);
  if (nominative == TextOf(words, candidate.first, head) && words[candidate.first].grammatical_case() != LECTOR_CASE_NOM)
    nominative = Mended(reading, candidate, head, std::move(nominative));
  else if (candidate.best() == kPerson)
    nominative = WithGivenName(words, candidate, std::move(nominative));
  if (const std::string_view written = words.text(head);
      words[head].shape == LECTOR_SHAPE_MIXED && head > candidate.first && nominative.ends_with(written))
    nominative.resize(nominative.size() - AbbreviationEnding(written));  // "японский МИД|е"
  // "Большой Пироговской | улице": what the inflector left in its case.
  const Word& noun = words[head];
  if (const std::string_view written = words.text(head);
      head > candidate.first && noun.lower() && noun.upos == LECTOR_UPOS_NOUN && noun.grammatical_case() > LECTOR_CASE_NOM &&
      LECTOR_FEAT(noun.feats, NUMBER) == LECTOR_NUMBER_SING && noun.lemma != written && nominative.ends_with(written) &&
      candidate.best() == kLocation && (candidate.pattern || words[candidate.first].upos == LECTOR_UPOS_ADJ))
    nominative.replace(nominative.size() - written.size(), written.size(), noun.lemma);
  return head == last ? nominative : nominative + " " + Written(words, head + 1, last);
}

}  // namespace

std::string NormalForm(const Reading& reading, const Candidate& candidate) {
  std::string form = InNominative(reading, candidate);
  constexpr size_t kLongestAbbreviation = 3;  // "UAE"
  const Word &first = reading.words[candidate.first], &last = reading.words[candidate.last];
  const bool person = candidate.best() == kPerson && last.caps && last.upper() && candidate.form == LECTOR_FORM_NAME;
  const bool dateline = candidate.best() == kLocation && first.opens_paragraph && first.upper() && first.latin && last.upper() &&
                        CodePoints(form) > kLongestAbbreviation;  // "LONDON (Reuters)"
  return person || dateline ? WithoutCapitals(std::move(form)) : form;
}

}  // namespace lector::entities
