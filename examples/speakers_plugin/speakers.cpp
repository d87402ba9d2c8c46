// Who takes up the article: for each person, how often they are named and quoted, and beside whom they stand in a sentence.
//
// Shown here: reading what other extractors found. Entities and mentions are required: without a plugin that provides them
// this one is refused at load. Quotes are used: taken where there are some.
#include <algorithm>
#include <lector/plugin.hpp>
#include <map>
#include <set>
#include <span>
#include <string>

class Speakers {
 public:
  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call) const {
    std::map<lector_id, Person> people;
    for (const lector_entity* entity : doc.entities())
      if (IsPerson(lector::View(entity->type))) people[entity->head.id].name = lector::View(entity->name);

    const std::span<const lector_span> sentences = doc.sentences();
    std::map<const lector_span*, std::set<lector_id>> together;  // who is named in a sentence
    for (const lector_mention* mention : doc.mentions()) {       // in the order of the text
      call.check();
      const auto person = people.find(mention->entity);
      if (person == people.end()) continue;
      if (person->second.mentions++ == 0) person->second.first = mention->head.span;
      const auto sentence = std::upper_bound(sentences.begin(), sentences.end(), mention->head.span.begin,
                                             [](uint32_t at, lector_span s) { return at < s.end; });
      if (sentence != sentences.end()) together[&*sentence].insert(mention->entity);
    }
    for (const lector_quote* quote : doc.quotes())
      if (const auto person = people.find(quote->speaker_entity); person != people.end()) ++person->second.quotes;
    for (const auto& [sentence, named] : together)
      for (const lector_id one : named)
        for (const lector_id other : named)
          if (one != other) people[one].beside.insert(other);

    for (const auto& [id, person] : people) {
      if (person.mentions == 0) continue;
      std::string beside;
      for (const lector_id other : person.beside) (beside += beside.empty() ? "" : ", ") += people[other].name;
      sink.custom("example.v1.Presence", person.first)  // stands where the person is first named
          .set("name", person.name).set("mentions", person.mentions).set("quotes", person.quotes).set("beside", beside);
    }
  }

 private:
  struct Person {
    std::string_view name;
    lector_span first = {};
    uint32_t mentions = 0, quotes = 0;
    std::set<lector_id> beside;
  };
  static bool IsPerson(std::string_view type) { return type == "PERSON" || type.starts_with("PERSON."); }
};

LECTOR_PLUGIN(Speakers, {.id = "com.example.speakers", .version = "1.0.0", .manifest = R"({
  "provides": ["example.v1.Presence"], "languages": ["*"], "default": false,
  "requires": ["lector.sentences/1", "lector.v1.Entity", "lector.v1.EntityMention"], "uses": ["lector.v1.Quote"],
  "description": "How often each person is named and quoted, and beside whom"
})"});
