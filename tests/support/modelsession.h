#pragma once

#include <QtGlobal>

namespace larder::test {

/// What a session of the model has open beyond the committed data, each by its number, so that one is told
/// from the next; 0 for none.
struct ModelSession
{
    quint64 transaction = 0;
    /// As attached databases and temporary tables make it.
    quint64 peculiarity = 0;

    bool operator==(const ModelSession&) const = default;
};

/// What is open in both.
[[nodiscard]] inline ModelSession common(const ModelSession& a, const ModelSession& b)
{
    return {a.transaction == b.transaction ? a.transaction : 0,
        a.peculiarity == b.peculiarity ? a.peculiarity : 0};
}

} // namespace larder::test
