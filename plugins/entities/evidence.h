// Evidence: what stands beside a name, and how the document uses the same name elsewhere, as scores for each type.
//
// Scores are sums of weights; a candidate whose best score reaches kAccepted is a mention. The weights are rough on purpose:
// each says how far one observation alone should be believed, and a tagger's log-odds can be added on the same scale.
#ifndef LECTOR_PLUGINS_ENTITIES_EVIDENCE_H_
#define LECTOR_PLUGINS_ENTITIES_EVIDENCE_H_

#include "candidates.h"

namespace lector::entities {

inline constexpr float kAccepted = 1.0f;

// Adds what the name itself and its neighbours say.
void AddEvidence(const Reading& reading, Candidate& candidate);

// Adds what the other candidates of the document say of the same names, and drops those that nothing speaks for.
void Decide(Reading& reading);

// An estimate of the probability that a mention with this score is right.
float Confidence(const Candidate& candidate);

// The tokens name a social network as the place where something is said, "на странице в Telegram", and no body.
bool IsMediumOnly(const Reading& reading, uint32_t first, uint32_t last);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_EVIDENCE_H_
