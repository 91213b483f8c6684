#pragma once

#include "cache/resultset.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace larder {

/// Rows of a result, by their number in it, in the order in which they are shown.
using RowOrder = std::vector<quint32>;

/// The leash of work on many rows: asked often whether to go on, told often how far it has come.
struct RowTask
{
    std::stop_token stop = {};
    /// Hears the share that is done, 0 to 1, in the thread of the work; may be empty.
    std::function<void(double share)> progress = {};

    [[nodiscard]] bool stopped() const { return stop.stop_requested(); }
    void tell(double share) const
    {
        if (progress)
            progress(share);
    }
};

} // namespace larder
