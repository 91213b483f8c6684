#pragma once

#include "cache/resultset.h"

#include <mutex>
#include <utility>

namespace larder {

/// Where a worker leaves the newest snapshot of a result for another thread. One that has not been taken
/// gives way to the next, so that nothing piles up before a reader that is busy. Thread-safe.
class RowsMailbox
{
public:
    /// True if the reader has to be told: the mailbox was empty.
    [[nodiscard]] bool put(ResultPtr rows)
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_rows, std::move(rows)) == nullptr;
    }
    [[nodiscard]] ResultPtr take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_rows, nullptr);
    }

private:
    std::mutex m_mutex;
    ResultPtr m_rows;
};

} // namespace larder
