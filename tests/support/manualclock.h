#pragma once

#include "cache/clock.h"

namespace larder::test {

/// A clock that stands still until the test moves it.
class ManualClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::hours(1)) + m_elapsed; }
    [[nodiscard]] QDateTime wallTime() const override
    {
        using std::chrono::milliseconds;
        const QDateTime start(QDate(2024, 1, 15), QTime(12, 0), Qt::UTC);
        return start.addMSecs(std::chrono::duration_cast<milliseconds>(m_elapsed + m_wallShift).count());
    }

    /// Both clocks move together.
    void advance(std::chrono::nanoseconds by) { m_elapsed += by; }
    /// Somebody sets the wall clock; the steady one goes on.
    void shiftWallClock(std::chrono::nanoseconds by) { m_wallShift += by; }

private:
    std::chrono::nanoseconds m_elapsed{0};
    std::chrono::nanoseconds m_wallShift{0};
};

} // namespace larder::test
