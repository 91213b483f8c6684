#pragma once

#include "cache/clock.h"

namespace larder::test {

/// A clock that stands still until the test moves it. Both clocks move together.
class ManualClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::hours(1)) + m_elapsed; }
    [[nodiscard]] QDateTime wallTime() const override
    {
        using std::chrono::milliseconds;
        const QDateTime start(QDate(2024, 1, 15), QTime(12, 0), Qt::UTC);
        return start.addMSecs(std::chrono::duration_cast<milliseconds>(m_elapsed).count());
    }

    void advance(std::chrono::nanoseconds by) { m_elapsed += by; }

private:
    std::chrono::nanoseconds m_elapsed{0};
};

} // namespace larder::test
