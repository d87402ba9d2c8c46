#include "daemon/models/automaton.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <string_view>
#include <unordered_map>

#include "daemon/text/ru/dictionary_format.h"

namespace lector::models {
namespace {

using namespace text::ru;  // NOLINT: the format's names

using Keys = std::vector<std::pair<std::string, uint32_t>>;

struct Edge {
  uint8_t label;
  bool leaf;        // target is a value
  uint32_t target;  // else a node
};

// Equal subtrees become one node, from the leaves upwards.
class Minimizer {
 public:
  explicit Minimizer(const Keys& keys) : keys_(keys) {}

  // The node of keys [first, last), which agree in their first `depth` labels.
  uint32_t Build(size_t first, size_t last, size_t depth) {
    std::vector<Edge> edges;
    if (keys_[first].first.size() == depth) edges.push_back({kEndLabel, true, keys_[first++].second});
    while (first < last) {
      const char label = keys_[first].first[depth];
      size_t end = first + 1;
      while (end < last && keys_[end].first[depth] == label) ++end;
      const auto label_byte = static_cast<uint8_t>(label);
      if (end - first == 1 && keys_[first].first.size() == depth + 1) edges.push_back({label_byte, true, keys_[first].second});
      else edges.push_back({label_byte, false, Build(first, end, depth + 1)});
      first = end;
    }
    return Intern(std::move(edges));
  }
  const std::vector<std::vector<Edge>>& nodes() const { return nodes_; }

 private:
  uint32_t Intern(std::vector<Edge> edges) {
    std::string signature;
    for (const Edge& edge : edges) {
      signature.push_back(static_cast<char>(edge.label));
      signature.push_back(edge.leaf ? 1 : 0);
      signature.append(reinterpret_cast<const char*>(&edge.target), sizeof edge.target);
    }
    const auto [found, is_new] = ids_.emplace(std::move(signature), static_cast<uint32_t>(nodes_.size()));
    if (is_new) nodes_.push_back(std::move(edges));
    return found->second;
  }

  const Keys& keys_;
  std::vector<std::vector<Edge>> nodes_;
  std::unordered_map<std::string, uint32_t> ids_;
};

// Gives each node a base of its own, such that the places base ^ label of its children are free.
class Packer {
 public:
  explicit Packer(const std::vector<std::vector<Edge>>& nodes) : nodes_(nodes), base_(nodes.size(), kNowhere) {}

  Result<std::vector<uint32_t>> Pack(uint32_t root) {
    Place(root, 0, 0);
    std::vector<uint32_t> waiting = {root};
    while (!waiting.empty()) {  // depth first: a word's units lie close together
      const uint32_t node = waiting.back();
      waiting.pop_back();
      for (auto edge = nodes_[node].rbegin(); edge != nodes_[node].rend(); ++edge) {
        if (edge->leaf || base_[edge->target] != kNowhere) continue;
        FindPlace(edge->target);
        waiting.push_back(edge->target);
      }
    }
    std::vector<uint32_t> units(blocks_.size() * kBlock, kLabelCount);
    if (units.size() >> (32 - kUnitShift) != 0)
      return Status(Code::kOutOfRange, "the dictionary has more words than its format can hold");
    for (size_t node = 0; node < nodes_.size(); ++node) {
      for (const Edge& edge : nodes_[node])
        units[base_[node] ^ edge.label] = edge.label | (edge.leaf ? kUnitLeaf | edge.target << kUnitShift
                                                                  : base_[edge.target] << kUnitShift);
    }
    return units;
  }

 private:
  static constexpr uint32_t kNowhere = ~0u;
  static constexpr size_t kOpenBlocks = 96;  // how many blocks with free places are looked through

  struct Block {
    std::bitset<kBlock> used, is_base;
  };

  void Place(uint32_t node, size_t block, uint32_t low) {
    if (blocks_.size() <= block) blocks_.resize(block + 1), open_.push_back(block);
    blocks_[block].is_base.set(low);
    for (const Edge& edge : nodes_[node]) blocks_[block].used.set(low ^ edge.label);
    base_[node] = static_cast<uint32_t>(block * kBlock + low);
  }
  bool Fits(const Block& block, uint32_t low, const std::vector<Edge>& edges) const {
    return !block.is_base[low] &&
           std::none_of(edges.begin(), edges.end(), [&](const Edge& edge) { return block.used[low ^ edge.label]; });
  }
  void FindPlace(uint32_t node) {
    const std::vector<Edge>& edges = nodes_[node];
    for (size_t i = open_.size(); i-- > 0;) {
      const Block& block = blocks_[open_[i]];
      if (kBlock - block.used.count() < edges.size()) continue;
      for (uint32_t low = 0; low < kBlock; ++low)
        if (Fits(block, low, edges)) return Place(node, open_[i], low);
    }
    if (open_.size() >= kOpenBlocks) CloseFullest();
    Place(node, blocks_.size(), 0);
  }
  void CloseFullest() {
    open_.erase(std::max_element(open_.begin(), open_.end(), [&](size_t a, size_t b) {
      return blocks_[a].used.count() < blocks_[b].used.count();
    }));
  }

  const std::vector<std::vector<Edge>>& nodes_;
  std::vector<uint32_t> base_;
  std::vector<Block> blocks_;
  std::vector<size_t> open_;
};

}  // namespace

Result<std::vector<uint32_t>> PackAutomaton(const Keys& keys) {
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].second >> (32 - kUnitShift) != 0 || keys[i].first.empty() || (i > 0 && keys[i - 1].first >= keys[i].first))
      return Status(Code::kOutOfRange, "the dictionary's keys do not fit its format");
  }
  if (keys.empty()) return Status(Code::kInvalidArgument, "the dictionary has no words");
  Minimizer minimizer(keys);
  const uint32_t root = minimizer.Build(0, keys.size(), 0);
  return Packer(minimizer.nodes()).Pack(root);
}

}  // namespace lector::models
