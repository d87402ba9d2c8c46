// Places that a noun of place shows, and adjectives of places.
#include "candidates.h"
#include "quoted_bodies.h"

namespace lector::entities {
namespace {

constexpr float kShown = 4.0f;

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run() {
    for (uint32_t row = words_.Next(0, kMayNamePlace); row < words_.size(); row = words_.Next(row + 1, kMayNamePlace)) {
      words_.view().Tick();
      if (reading_.taken[row]) continue;
      if (const Gazetteer::Hit known = reading_.PlaceAt(row); known.length > 1) {  // "Papua New Guinea"
        const uint32_t last = row + known.length - 1;
        if (known.length > 2 && words_[row + 1].folded == "и" && !reading_.taken[last]) {  // "Босния и Герцеговина"
          Take(row, last, known.place->type, kShown);
          reading_.candidates.back().place = known.place;
        }
        row += known.length - 1;
        continue;
      }
      const bool title = words_[row].title();
      if (title && (OfficialName(row) || AdjectiveAndNoun(row) || NounInName(row) || NamedRegion(row))) continue;
      Adjective(row);
    }
  }

 private:
  void Take(uint32_t first, uint32_t last, FinerType finer, float score) {
    Candidate found;
    found.first = found.phrase_first = first;
    found.last = found.phrase_last = last;
    found.score[kLocation] = score;
    found.finer = finer;
    found.pattern = true;
    reading_.Take(std::move(found));
  }

  // Французская Республика, Республика Беларусь, Исламская Республика Иран: a state by its form and its name or adjective.
  bool OfficialName(uint32_t row) {
    if (words_[row].latin || words_[row].caps) return false;
    uint32_t noun = row;
    while (noun < row + 2 && !IsState(noun) && reading_.Glued(noun + 1) && words_[noun].may_be_adjective) ++noun;
    if (!IsState(noun)) return false;
    uint32_t last = noun;
    const Gazetteer::Place* place = noun > row ? words_[row].adjective_of : nullptr;
    if (const Gazetteer::Hit hit = reading_.PlaceAt(noun + 1); hit.length > 0 && reading_.Glued(noun + 1)) {
      place = hit.place;
      last = noun + hit.length;
    }
    if (place == nullptr || (place->type != "country" && place->type != "region")) return false;
    for (uint32_t at = row; at <= last; ++at)
      if (reading_.taken[at]) return false;
    Take(row, last, place->type, kShown);
    reading_.candidates.back().place = place;
    return true;
  }
  bool IsState(uint32_t row) const {
    const Word& word = words_[row];
    const bool lower =
        word.lower() && row > 0 && word.glued && words_[row - 1].title() && !words_[row - 1].opens;  // "Турецкая | республика"
    return (word.title() || lower) && !word.latin && word.is(kPlaceInName | kPlaceAfter) &&
           (word.entry.place_type == "country" || word.folded.starts_with("республик"));
  }

  // Свердловская область, Курильские острова, Чукотский автономный округ.
  bool AdjectiveAndNoun(uint32_t row) {
    const Word& word = words_[row];
    if (word.caps || word.latin || word.is(kFunction | kRole | kOrgHead | kCalendar)) return false;
    uint32_t noun = row + 1;
    if (reading_.Glued(noun + 1) && reading_.Glued(noun) && words_[noun].word() &&
        (words_[noun].entry.flags & ~static_cast<uint32_t>(kNameAdjective | kBodyAdjective | kLevel)) == 0 && words_[noun + 1].is(kPlaceAfter) &&
        (!words_.has_morphology() || words_[noun].may_be_adjective))
      ++noun;
    if (!reading_.Glued(noun) || !words_[noun].is(kPlaceAfter) || words_[noun].latin || reading_.taken[noun]) return false;
    // "Томской", though "Томском" may be of "Томск"; and "Крымском | мосту", which agrees
    const Word& place = words_[noun];
    const bool agrees = place.lower() && place.entry.place_type == "facility" && (word.cases & place.cases) != 0;
    const bool adjective = words_.has_morphology() && (word.upos == LECTOR_UPOS_ADJ || (agrees && word.may_be_adjective));
    if (reading_.PlaceAt(row).length > 0 && !adjective) return false;
    if (word.opens) {  // "Псковская область", but "Французские области"
      const Gazetteer::Place* of = word.adjective_of;
      if (words_.SeenLower(word.folded) || (of != nullptr && (of->type == "country" || !adjective))) return false;
    }
    if (reading_.SpanAt(row) != nullptr && reading_.SpanAt(noun) != nullptr && reading_.SpanAt(row) != reading_.SpanAt(noun))
      return false;
    if (const TaggedSpan* span = reading_.SpanAt(row); span != nullptr && span->first < row) return false;
    if (words_.has_morphology() && (!word.may_be_adjective || !words_[noun].may_be_noun)) return false;
    // "Западный военный | округ"
    if (const auto body = reading_.lexicon.NarrowedType(words_[noun - 1].lemma, words_[noun].lemma); !body.empty()) {
      Candidate found = MakeBody(row, noun, row, noun, kShown);
      found.finer = body;
      reading_.Take(found);
      return true;
    }
    Take(row, noun, words_[noun].entry.place_type, kShown);
    return true;
  }

  // Республика Мордовия, Королевство Эсватини.
  bool NounInName(uint32_t row) {
    const Word& word = words_[row];
    if (word.caps || word.latin || !word.is(kPlaceInName) || !reading_.Glued(row + 1) || !words_[row + 1].title())
      return false;
    if (words_[row + 1].is(kRole)) return false;
    Take(row, row + 1, words_[row].entry.place_type, kShown);
    return true;
  }

  // Северная Африка, Западный Иерусалим: an adjective of direction or age and a name, which no gazetteer needs to know.
  bool NamedRegion(uint32_t row) {
    const Word& word = words_[row];
    if (word.caps || !word.is(kNameAdjective) || reading_.PlaceAt(row).length > 0) return false;
    if (word.opens && words_.SeenLower(word.folded)) return false;
    if (reading_.tagged()) return false;  // the tagger knows them better
    if (!reading_.Glued(row + 1) || !words_[row + 1].title() || words_[row + 1].is(kRole | kOrgHead)) return false;
    Take(row, row + 1, "", 2.0f);
    return true;
  }

  // российский, and Japanese in a Russian text: mentions by adjective.
  void Adjective(uint32_t row) {
    const Word& word = words_[row];
    const bool of_title = word.is(kNotName);  // "Папа | Римский"
    if (word.latin ? !word.title() : !(word.lower() || (word.title() && (word.opens || of_title)))) return;
    if (!word.latin && words_.has_morphology() && !word.may_be_adjective) return;
    const Gazetteer::Place* place = word.adjective_of;
    if (place == nullptr || reading_.PlaceAt(row).length > 0) return;
    if (word.title() && !word.latin && !of_title && word.may_be(LECTOR_NAMETYPE_SUR)) return;  // "Бельская"
    // the tagger sees a name that goes on: "Российские | железные дороги"
    if (const TaggedSpan* span = reading_.SpanAt(row); word.title() && !of_title && span != nullptr && span->last > row) return;
    if (reading_.Glued(row + 1) && words_[row + 1].folded.starts_with("язык")) return;  // a language
    if (word.latin ? OpensName(row + 1) : !of_title && (IsNationality(row + 1) || StandsAlone(row))) return;
    Candidate found;
    found.first = found.last = found.phrase_first = found.phrase_last = row;
    found.score[kLocation] = kShown;
    found.form = LECTOR_FORM_ADJECTIVE;
    found.place = place;
    found.pattern = true;
    reading_.Take(std::move(found));
  }

  // "European | Central Bank": the adjective is of a longer name.
  bool OpensName(uint32_t row) const {
    for (uint32_t words = 0; words < 4 && reading_.Glued(row) && words_[row].capital(); ++words, ++row) {
      if (words == 0 && words_[row].is(kRole)) return false;
      if (words_[row].is(kOrgHead | kOrgForm)) return true;
    }
    return false;
  }

  // "кроме | английского,", "на | русском, английском и немецком": without a noun it is a language or somebody from there.
  bool StandsAlone(uint32_t row) const {
    if (!words_.has_morphology() || !words_[row].lower()) return false;
    uint32_t next = row + 1;
    for (uint32_t listed = 0;
         listed < 6 && reading_.Glued(next + 1) && (words_.text(next) == "," || words_[next].folded == "и") &&
         words_[next + 1].lower() && words_[next + 1].upos == LECTOR_UPOS_ADJ;
         ++listed)
      next += 2;
    if (!reading_.Glued(next)) return true;
    const Word& word = words_[next];
    if (word.word()) return word.upos == LECTOR_UPOS_VERB && !word.may_be_adjective && !word.may_be_noun;
    const std::string_view mark = words_.text(next);
    return mark == "." || mark == "," || mark == ")" || mark == ";" || mark == "»";
  }

  // Also the last part of a compound, "интернет-предприниматель".
  bool IsCalling(const Word& word) const {
    const size_t hyphen = word.folded.rfind('-');
    return word.is(kCalling) ||
           (hyphen != std::string_view::npos && (reading_.lexicon.Find(word.folded.substr(hyphen + 1)).flags & kCalling) != 0);
  }

  // "американский | актёр": whose nationality it is, which no office of that country shows.
  bool IsNationality(uint32_t row) const {
    for (uint32_t words = 0; words < 3 && reading_.Glued(row) && words_[row].word(); ++words, ++row) {
      if (IsCalling(words_[row])) return true;
      if (words_[row].upos != LECTOR_UPOS_ADJ && words_[row].folded != "и") return false;
    }
    return false;
  }

  Reading& reading_;
  const Words& words_;
};

}  // namespace

void FindPlaces(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
