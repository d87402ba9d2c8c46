// Graph: which extractor reads whose records, and in which order they run.
//
// An extractor names what it reads by record types, never by other extractors: "lector.v1.Entity" leads to whoever provides
// it. The rules, the same at every start for the same files:
//
//   missing   What is required must be provided by a loaded extractor (a layer: by the daemon, for at least one language).
//             Who requires it is refused, then who requires that one, and so on; the message names the chain.
//   doubled   A type that somebody reads has one provider. The first in the order of files stays, the others are refused,
//             so that a file that is dropped in later cannot take away what works. Types that nobody reads may be provided
//             by several: they do not meet.
//   cycle     Extractors that require each other in a circle are refused, all of them; the message names the circle.
//   uses      What is used is taken where it can be had. A link that would close a circle is left out, with a warning:
//             links are tried in the order of files and of the manifest.
#ifndef LECTOR_DAEMON_REGISTRY_GRAPH_H_
#define LECTOR_DAEMON_REGISTRY_GRAPH_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "daemon/registry/manifest.h"

namespace lector::registry {

// An extractor that passed the checks of its own, in the order of files.
struct GraphNode {
  std::string id, file;
  const Manifest* manifest;
};

struct Graph {
  struct Refused {
    size_t node;
    std::string message, remedy;
  };
  std::vector<size_t> order;                         // nodes that stay: providers before readers, else in the order given
  std::vector<std::vector<size_t>> required, used;   // by node: the providers it reads
  std::vector<Refused> refused;                      // in the order they were found
  std::vector<std::string> warnings;
};

// `has_layer`: whether the daemon can make a layer (its name without doubt is one) for at least one language.
Graph MakeGraph(const std::vector<GraphNode>& nodes, const std::function<bool(const std::string& layer)>& has_layer);

}  // namespace lector::registry
#endif  // LECTOR_DAEMON_REGISTRY_GRAPH_H_
