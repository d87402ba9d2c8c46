// What stands before and behind an English name.
#include <algorithm>

#include "english.h"
#include "letters.h"

namespace lector::entities {
namespace {

bool Among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Context {
 public:
  Context(const EnglishReading& english, Candidate& candidate) : e_(english), words_(english.words()), c_(candidate) {
    for (uint32_t row = c_.first; row <= c_.last; ++row) names_ += words_[row].word() && words_[row].capital();
  }

  void Add() {
    Before();
    After();
    Suffix();
    if (c_.place != nullptr) c_.score[kLocation] = std::max(c_.score[kLocation], 3.0f);
  }

 private:
  void Give(float person, float organization, float location) {
    c_.score[kPerson] += person;
    c_.score[kOrganization] += organization;
    c_.score[kLocation] += location;
  }
  bool Word(uint32_t row) const { return row < words_.size() && words_[row].word(); }
  std::string_view Folded(uint32_t row) const { return Word(row) ? std::string_view(words_[row].folded) : std::string_view(); }

  void Before() {
    if (c_.first == 0 || !words_[c_.first].glued) return;
    const uint32_t at = c_.first - 1;
    if (!Word(at)) return;
    const std::string_view before = Folded(at), second = at > 0 && words_[at].glued ? Folded(at - 1) : std::string_view();
    if (words_[at].lower() && e_.is(at, kEnRole)) {
      if (e_.is(at, kEnOrgBefore) && names_ == 1) Give(0, 1.5f, 0);
      else Give(names_ > 1 ? 2.5f : 1.5f, -0.5f, -0.5f);
    } else if (words_[at].lower() && e_.is(at, kEnOrgBefore)) {
      Give(-0.5f, 2.0f, 0);
    }
    if (before == "the") {
      Give(-2.0f, 0.8f, 0.4f);
      if (Among(second, {"on", "along", "past", "beside", "over"})) Give(0, -0.3f, 1.0f);
      if (Among(second, {"in", "across", "near", "throughout", "around"}) && c_.finer != "government") Give(0, -0.3f, 1.5f);
    }
    if (Preposition(before, second)) return;
    if (names_ == 1 && Among(before, {"entered", "stormed", "shelled", "bombed", "liberated", "retook", "besieged", "bombarded"}))
      Give(-0.3f, -0.3f, 1.2f);
    if (words_[at].lower() && e_.is(at, kEnOrgObject)) Give(names_ > 1 ? 0.3f : 0, 0.8f, 0);
    if (words_[at].is(kSpeech)) Give(names_ > 1 ? 1.0f : 0.5f, 0.2f, -0.5f);
    if (Among(before, {"northern", "southern", "eastern", "western", "central", "downtown", "nearby", "rural", "coastal",
                       "upstate", "south", "north", "east", "west", "mainland"}) &&
        words_[at].lower())
      Give(0, -0.5f, 2.0f);
  }

  // True where the preposition says it all.
  bool Preposition(std::string_view before, std::string_view second) {
    const uint32_t at = c_.first - 1;
    if (Among(before, {"in", "of", "at", "for", "with", "from", "by"}) && at > 0 && OrgContext(at - 1, second, before)) {
      Give(0, 2.0f, 0);
      return true;
    }
    if (before == "of" &&
        Among(second, {"west",      "east",       "north",       "south",     "northwest", "northeast", "southwest", "southeast",
                       "miles",     "kilometers", "kilometres",  "outskirts", "city",      "town",      "village",   "port",
                       "island",    "province",   "state",       "mouth",     "coast",     "streets",   "capital",   "residents",
                       "villagers", "citizens",   "inhabitants", "mayor",     "suburb",    "suburbs",   "region",    "district",
                       "county",    "shores",     "banks",       "centre",    "center"}))
      return Give(-1.0f, -0.5f, 2.2f), true;
    if (before == "of" && (second == "both" ||
                           (at > 1 && words_[at].glued && e_.text(at - 1) == "," && words_[at - 2].kind == LECTOR_TOKEN_NUMBER)))
      return Give(-1.0f, -0.5f, 2.5f), true;  // "Tyrell Moss, 19, of | Thornton Heath"
    if (before == "of" && at > 0 && words_[at].glued && Word(at - 1) && words_[at - 1].title() && names_ > 1 &&
        !e_.is(at - 1, kEnHead | kEnRole | kEnPlaceHead | kEnTitle))
      return Give(-1.5f, 1.5f, 0.3f), true;  // "Clara Voss of | Curtis Brown"
    if (before == "for" && Among(second, {"bound", "left", "headed", "heading"})) return Give(0, 0, 1.8f), true;
    const float lone = names_ > 2 ? 0.7f : 1.0f;
    if (Among(before, {"in", "near", "across", "outside", "throughout", "around"})) return Give(-1.0f, 0, 2.2f * lone), true;
    if (Among(before, {"to", "from", "into", "back"}) &&
        Among(second, {"fled",   "flew",   "flown",  "travelled", "traveled",  "travelling", "traveling",  "moved",
                       "drove",  "driven", "sailed", "returned",  "emigrated", "deported",   "extradited", "flights",
                       "flight", "trip",   "trips",  "journey",   "evacuated", "ferry",      "trains",     "road"}))
      return Give(-1.0f, -0.5f, 2.0f), true;
    if (Among(before, {"to", "from", "into", "toward", "towards", "off", "via", "inside"})) return Give(-0.2f, 0.2f, 0.6f), true;
    if (before == "at") return Give(-1.0f, 0.9f, 0.7f), true;
    if (before == "by") return Give(0.7f, 0.5f, 0), true;
    if (Among(before, {"with", "between", "against", "for", "of"})) return Give(0, 0.4f, 0.1f), true;
    return false;
  }

  // "shares in X", "analysts at X", "head of infrastructure at X", "president of X", "worked for X"
  bool OrgContext(uint32_t row, std::string_view noun, std::string_view before) const {
    if (!Word(row) || !words_[row].lower()) return false;
    const bool work =
        Among(noun, {"work",       "works",       "worked",    "working",    "job",         "jobs",         "shares",
                     "stake",      "stock",       "unit",      "subsidiary", "analysts",    "economists",   "employees",
                     "employee",   "clients",     "customers", "founders",   "directors",   "shareholders", "parent",
                     "takeover",   "acquisition", "purchase",  "contract",   "partnership", "merger",       "researchers",
                     "scientists", "executives",  "lawyers",   "unit",       "branch",      "division",     "arm"});
    if (before == "in")
      return Among(noun, {"shares", "stake", "stock", "stakes", "investment", "investor"}) ||
             (c_.place == nullptr && Among(noun, {"published", "appeared", "appears"}));  // "published in | Nature Optics"
    if (before == "with")
      return Among(noun, {"partnership", "merger", "contract", "deal", "talks"}) && names_ > 0 && c_.place == nullptr &&
             noun != "talks";
    if (before == "from") return Among(noun, {"officers", "analysts", "economists", "researchers", "scientists"});
    if (before == "by")
      return Among(noun, {"made", "owned", "run", "published", "backed", "operated", "built", "acquired", "manufactured",
                          "developed", "produced"});
    const bool role = e_.is(row, kEnRole) && before != "for";
    if (before == "of")
      return (role && c_.place == nullptr &&
              Among(noun, {"ceo", "founder", "co-founder", "owner", "chairman", "cofounder", "director", "manager", "head",
                           "chief", "editor", "chair"})) ||
             (work && noun != "works" && noun != "work");
    return role || work;
  }

  void After() {
    const uint32_t after = c_.last + 1;
    if (!e_.Glued(after)) return;
    if (words_[c_.last].possessive) {
      const uint32_t noun = Word(after) && !e_.is(after, kEnOrgAfter | kEnRole) && Word(after + 1) ? after + 1 : after;
      if (words_[noun].lower() && e_.is(noun, kEnOrgAfter)) Give(0, 1.0f, 0);
      return;
    }
    if (!Word(after)) return Mark(after);
    const std::string_view word = Folded(after);
    if (!words_[after].lower()) {
      if (Among(word, {"mp", "mps", "mep", "meps", "msp", "msps", "tds", "peer", "ceo", "cfo", "coo", "ads", "adrs"}))
        Give(-1.0f, 1.6f, 0);
      return;
    }
    if (e_.is(after, kEnOrgAfter | kEnRole)) {
      const bool named = e_.Glued(after + 1) && Word(after + 1) && words_[after + 1].title();
      const bool of_role = e_.is(after, kEnRole) && named;  // "William Blair | analyst Sharon Zackfia"
      if (c_.score[kPerson] < 2.5f || named) Give(of_role ? -2.0f : -1.0f, of_role ? 2.5f : 1.6f, 0);
    }
    if (e_.is(after, kEnPlaceAfter) && !e_.is(after, kEnOrgAfter)) Give(-1.0f, -0.5f, 1.8f);
    if (words_[after].is(kSpeech)) Give(names_ > 1 ? 1.2f : 0.8f, 0.5f, 0);
    else if (e_.is(after, kEnPersonVerb)) Give(0.8f, 0, 0);
    if (e_.is(after, kEnOrgVerb)) Give(0.1f, 0.8f, 0);
    if (words_[c_.first].opens && c_.score[kPerson] < 0.1f && names_ == 1 &&
        (words_[after].is(kSpeech) || e_.is(after, kEnOrgVerb) ||
         Among(word, {"has", "is", "was", "will", "declined", "did", "had"})))
      Give(0, 0.8f, 0);
    if (Among(word, {"declined", "denied", "did", "has", "plans", "agreed", "will", "confirmed", "wants"})) Give(0.3f, 0.3f, 0);
    if (word == "who" || word == "whose") Give(1.5f, 0.2f, -0.5f);
    if (word == "is" || word == "was" || word == "were") Give(0.2f, 0.2f, 0.1f);
  }

  // What a comma or a bracket opens: ", 41,", ", who", ", the regulator,", ", Minnesota", "(WHO)".
  void Mark(uint32_t at) {
    const std::string_view mark = e_.text(at);
    if (mark == "(") return Bracket(at + 1);
    if (mark != "," || !e_.Glued(at + 1)) return;
    const uint32_t next = at + 1;
    const std::string_view word = Folded(next);
    if (words_[next].kind == LECTOR_TOKEN_NUMBER) {
      const std::string_view age = e_.text(next);
      if (age.size() == 2 && age[0] > '0' && (e_.text(next + 1) == "," || e_.text(next + 1) == "." || e_.text(next + 1) == ";"))
        Give(3.0f, 0, 0);
      return;
    }
    if (word == "who" || word == "whose") return Give(2.0f, 0, -1.0f);
    if (word == "which") return Give(-1.5f, 1.0f, 0.5f);
    if (word == "where") return Give(-1.0f, 0.5f, 1.8f);
    if (Among(word, {"based", "headquartered", "backed", "led"})) return Give(-1.0f, 1.5f, 0);
    if (words_[next].capital()) {
      const EnglishReading::Hit known = e_.KnownAt(next);
      const bool region = (known.name != nullptr && known.name->type == kLocation) || e_.PlaceAt(next).length > 0;
      if (region && names_ <= 2) Give(0, 0, known.name != nullptr && known.name->abbreviation ? 4.0f : 1.2f);
      return;
    }
    Apposition(next);
  }

  // ", a consumer group,", ", the environment minister,": the noun of the apposition.
  void Apposition(uint32_t row) {
    constexpr uint32_t kReach = 6;
    const bool article = Among(Folded(row), {"the", "a", "an", "its", "their", "his", "her", "one"});
    for (uint32_t at = row; at < row + kReach && e_.Glued(at) && Word(at); ++at) {
      if (Among(Folded(at), {"of", "in", "at", "for", "that", "which", "who", "said", "and", "to", "with", "from"})) return;
      const bool more = e_.Glued(at + 1) && Word(at + 1) && words_[at + 1].lower() && e_.is(at + 1, kEnRole | kEnOrgBefore);
      if (more || words_[at].capital()) continue;
      if (e_.is(at, kEnRole)) return Give(1.8f, 0, -0.3f);
      if (e_.is(at, kEnOrgBefore) && article) return Give(-1.0f, 2.0f, 0);
      if (article && Among(Folded(at), {"town", "city", "village", "suburb", "island", "province", "region", "port", "capital",
                                        "neighborhood", "neighbourhood"}))
        return Give(0, 0, 2.0f);
    }
  }

  void Bracket(uint32_t row) {
    if (!Word(row) || !words_[row].upper()) return;
    if (e_.text(row + 1) == ":" || e_.text(row + 1) == ".") return Give(-1.0f, 3.0f, 0);  // a ticker
    if (e_.text(row + 1) == ")" && names_ > 1 && e_.text(row).front() == e_.text(c_.first).front()) Give(-1.0f, 2.0f, 0);
  }

  // "Michigan-based", "Primark-owner"
  void Suffix() {
    const uint32_t end = words_.view().tokens->end[c_.last];
    if (end <= words_[c_.last].end + 2 || words_.view().text[words_[c_.last].end] != '-') return;
    const std::string_view suffix = words_.view().text.substr(words_[c_.last].end + 1, end - words_[c_.last].end - 1);
    if (Among(suffix, {"based", "born", "bound", "wide", "listed", "area"})) Give(0, -0.5f, 2.5f);
    else if (Among(suffix, {"owned", "owner", "made", "run", "maker", "branded", "parent"})) Give(-0.5f, 2.0f, 0);
  }

  const EnglishReading& e_;
  const Words& words_;
  Candidate& c_;
  uint32_t names_ = 0;
};

}  // namespace

void AddEnglishContext(const EnglishReading& english, Candidate& candidate) { Context(english, candidate).Add(); }

}  // namespace lector::entities
