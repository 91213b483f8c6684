#pragma once

#include "cache/eviction/greedydualpolicy.h"

#include <limits>

namespace larder {

/// GreedyDual-Size-Frequency (Cherkasova, 1998): the weight is how often an answer was asked for. Lets
/// everything in that fits the budget.
class GdsfPolicy final : public GreedyDualPolicy
{
public:
    explicit GdsfPolicy(qint64 budgetBytes) : GreedyDualPolicy(budgetBytes) { }

private:
    void recall(Resident&) override { }
    void askedAgain(Resident& resident) override;
    [[nodiscard]] double weight(const Resident& resident) const override;
    void forget(const Resident&) override { }
    [[nodiscard]] double patience() const override { return std::numeric_limits<double>::infinity(); }
};

} // namespace larder
