#include "daemon/registry/graph.h"

#include <algorithm>
#include <set>

namespace lector::registry {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);

bool IsLayer(const std::string& name) { return name.find('/') != name.npos; }
template <class T>
bool Has(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

class Maker {
 public:
  Maker(const std::vector<GraphNode>& nodes, const std::function<bool(const std::string&)>& has_layer)
      : nodes_(nodes), has_layer_(has_layer), alive_(nodes.size(), true), why_(nodes.size()) {
    graph_.required.resize(nodes.size());
    graph_.used.resize(nodes.size());
  }

  Graph Make() {
    // Each refusal may leave others without a provider: from the beginning until there is none.
    while (RefuseMissing() || RefuseDoubled() || RefuseCycle()) {
    }
    for (size_t i = 0; i < nodes_.size(); ++i)
      if (alive_[i])
        for (const std::string& type : nodes_[i].manifest->requires_)
          if (!IsLayer(type)) Link(&graph_.required[i], Provider(type, i));
    LinkUses();
    Sort();
    return std::move(graph_);
  }

 private:
  std::string Name(size_t node) const { return "'" + nodes_[node].id + "'"; }
  bool Provides(size_t node, const std::string& type) const { return Has(nodes_[node].manifest->provides, type); }
  static void Link(std::vector<size_t>* links, size_t to) {
    if (to != kNone && !Has(*links, to)) links->push_back(to);
  }

  void Refuse(size_t node, const std::string& why, const std::string& message, const std::string& remedy) {
    alive_[node] = false;
    why_[node] = why;
    graph_.refused.push_back({node, message, remedy});
  }

  // The provider of a type for a reader; kNone: nobody. There is at most one that counts once the doubled are refused.
  size_t Provider(const std::string& type, size_t reader) const {
    for (size_t i = 0; i < nodes_.size(); ++i)
      if (i != reader && alive_[i] && Provides(i, type)) return i;
    return kNone;
  }

  bool RefuseMissing() {
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (!alive_[i]) continue;
      for (const std::string& type : nodes_[i].manifest->requires_) {
        if (IsLayer(type) ? has_layer_(type) : Provider(type, i) != kNone) continue;
        const std::string chain = "requires " + type + Lost(type);
        const std::string remedy = IsLayer(type) ? "install the model or the data that makes this layer"
                                                 : "install a plugin that provides " + type + ", or remove this one";
        Refuse(i, chain, Name(i) + " " + chain, remedy);
        return true;
      }
    }
    return false;
  }

  // Why there is no provider: nobody ever, or one that was refused (with the chain that led to it).
  std::string Lost(const std::string& type) const {
    if (IsLayer(type)) return ", a layer that this daemon cannot make for any language";
    for (size_t i = 0; i < nodes_.size(); ++i)
      if (!alive_[i] && Provides(i, type)) return " from " + Name(i) + ", which was refused: it " + why_[i];
    return ", which no loaded extractor provides";
  }

  bool RefuseDoubled() {
    for (size_t reader = 0; reader < nodes_.size(); ++reader) {
      if (!alive_[reader]) continue;
      for (const auto* names : {&nodes_[reader].manifest->requires_, &nodes_[reader].manifest->uses})
        for (const std::string& type : *names) {
          const size_t first = IsLayer(type) ? kNone : Provider(type, reader);
          if (first == kNone) continue;
          for (size_t i = first + 1; i < nodes_.size(); ++i) {
            if (i == reader || !alive_[i] || !Provides(i, type)) continue;
            const std::string chain = "provides " + type + ", which " + Name(reader) + " reads from " + Name(first);
            Refuse(i, chain, Name(i) + " " + chain + " (" + nodes_[first].file + "): a type that is read has one provider",
                   "remove one of " + Name(first) + " and " + Name(i) + " from the plugin folders");
            return true;
          }
        }
    }
    return false;
  }

  // Depth-first over what is required; a node met again on its own path closes a circle.
  bool FindCycle(size_t node, std::vector<size_t>* path, std::vector<bool>* done) const {
    if ((*done)[node]) return false;
    if (const auto seen = std::find(path->begin(), path->end(), node); seen != path->end()) {
      path->erase(path->begin(), seen);
      return true;
    }
    path->push_back(node);
    for (const std::string& type : nodes_[node].manifest->requires_)
      if (const size_t to = IsLayer(type) ? kNone : Provider(type, node); to != kNone && FindCycle(to, path, done)) return true;
    path->pop_back();
    (*done)[node] = true;
    return false;
  }

  bool RefuseCycle() {
    std::vector<bool> done(nodes_.size(), false);
    for (size_t i = 0; i < nodes_.size(); ++i) {
      std::vector<size_t> circle;
      if (!alive_[i] || !FindCycle(i, &circle, &done)) continue;
      std::string chain;
      for (const size_t node : circle) chain += Name(node) + " requires ";
      chain += Name(circle.front());
      std::sort(circle.begin(), circle.end());
      for (const size_t node : circle)
        Refuse(node, "is part of a circle (" + chain + ")", Name(node) + " is part of a circle: " + chain,
               "break the circle: let one of them put it under \"uses\", or do without it");
      return true;
    }
    return false;
  }

  // Whether `from` reads, over any number of steps, what `to` provides.
  bool Reaches(size_t from, size_t to) const {
    std::vector<size_t> stack = {from};
    std::set<size_t> seen;
    while (!stack.empty()) {
      const size_t node = stack.back();
      stack.pop_back();
      if (node == to) return true;
      if (!seen.insert(node).second) continue;
      for (const auto* links : {&graph_.required[node], &graph_.used[node]}) stack.insert(stack.end(), links->begin(), links->end());
    }
    return false;
  }

  void LinkUses() {
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (!alive_[i]) continue;
      for (const std::string& type : nodes_[i].manifest->uses) {
        const size_t provider = IsLayer(type) ? kNone : Provider(type, i);
        if (provider == kNone || Has(graph_.required[i], provider)) continue;
        if (Reaches(provider, i))
          graph_.warnings.push_back(Name(i) + " runs without " + type + " of " + Name(provider) + ", which itself reads what " + Name(i) +
                                    " finds: using it would close a circle");
        else Link(&graph_.used[i], provider);
      }
    }
  }

  void Sort() {
    std::vector<bool> placed(nodes_.size(), false);
    const auto ready = [&](size_t i) {
      const auto is_placed = [&](size_t provider) { return placed[provider]; };
      return std::all_of(graph_.required[i].begin(), graph_.required[i].end(), is_placed) &&
             std::all_of(graph_.used[i].begin(), graph_.used[i].end(), is_placed);
    };
    for (bool again = true; again;) {
      again = false;
      for (size_t i = 0; i < nodes_.size() && !again; ++i) {
        if (!alive_[i] || placed[i] || !ready(i)) continue;
        placed[i] = again = true;
        graph_.order.push_back(i);
      }
    }
  }

  const std::vector<GraphNode>& nodes_;
  const std::function<bool(const std::string&)>& has_layer_;
  std::vector<bool> alive_;
  std::vector<std::string> why_;  // of who was refused, to follow "it"
  Graph graph_;
};

}  // namespace

Graph MakeGraph(const std::vector<GraphNode>& nodes, const std::function<bool(const std::string& layer)>& has_layer) {
  return Maker(nodes, has_layer).Make();
}

}  // namespace lector::registry
