// Names of Universal Dependencies v2 (universaldependencies.org) and the numbers that the layers have for them.
#ifndef LECTOR_DAEMON_TEXT_UNIVERSAL_DEPENDENCIES_H_
#define LECTOR_DAEMON_TEXT_UNIVERSAL_DEPENDENCIES_H_

#include <lector/layers.h>

#include <cstdint>
#include <string_view>

namespace lector::text {

struct UdTag {
  uint8_t upos = 0;    // LECTOR_UPOS_*; 0: none of that name
  uint64_t feats = 0;  // LECTOR_FEAT_*
};

// LECTOR_UPOS_NOUN for "NOUN"; 0 where there is none of that name.
uint8_t UposByName(std::string_view name);

// "Case=Gen" as bits of lector_morph.feats; 0 for a feature that these have no room for ("Foreign=Yes").
uint64_t FeatureBits(std::string_view feature);

// "NOUN|Case=Gen|Number=Sing": a part of speech and its features.
UdTag ParseUdTag(std::string_view tag);

// The number of "nsubj" in LECTOR_RELATIONS; 0 where there is none of that name.
uint8_t RelationByName(std::string_view name);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_UNIVERSAL_DEPENDENCIES_H_
