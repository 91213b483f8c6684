#pragma once

#include "cache/resultset.h"

#include <functional>
#include <numeric>
#include <optional>
#include <stop_token>
#include <vector>

namespace larder {

/// Rows of a result, by their number in it, in the order in which they are shown.
using RowOrder = std::vector<quint32>;

/// Each row of @p result once, as they came.
[[nodiscard]] inline RowOrder allRows(const ResultSet& result)
{
    RowOrder rows(size_t(result.rowCount()));
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

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
    /// Whether to look at the task before step number @p step of work that takes long.
    [[nodiscard]] static bool isTimeToLook(size_t step) { return step % 8'192 == 0; }
    /// Calls @p work with each of @p rows; false as soon as it is stopped.
    template <typename Work>
    [[nodiscard]] bool forEach(const RowOrder& rows, const Work& work) const
    {
        for (size_t i = 0; i < rows.size(); ++i) {
            if (isTimeToLook(i) && stopped())
                return false;
            work(rows[i]);
        }
        return true;
    }
};

} // namespace larder
