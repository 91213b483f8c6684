#pragma once

#include "cache/eviction/ghostlist.h"
#include "cache/eviction/greedydualpolicy.h"
#include "cache/eviction/reuseweights.h"

namespace larder {

/// GDSF with three additions: the weight is the number of requests that are expected still (ReuseWeights),
/// answers that went are remembered for a while (GhostList), and a newcomer stays out if what would have to
/// go is worth three times as much.
class GdsfMa3Policy final : public GreedyDualPolicy
{
public:
    explicit GdsfMa3Policy(qint64 budgetBytes) : GreedyDualPolicy(budgetBytes) { }

private:
    void recall(Resident& resident) override;
    void askedAgain(Resident& resident) override;
    [[nodiscard]] double weight(const Resident& resident) const override;
    void forget(const Resident& resident) override;
    [[nodiscard]] double patience() const override { return 3; }

    ReuseWeights m_weights{kKinds};
    GhostList m_ghosts;
};

} // namespace larder
