#include "cache/lifetime.h"

namespace larder {

std::chrono::milliseconds jittered(std::chrono::milliseconds ttl, quint64 dice)
{
    constexpr qint64 kSteps = 2'001;
    const qint64 perMyriad = 9'000 + qint64(dice % quint64(kSteps));
    return std::chrono::milliseconds(
        ttl.count() / 10'000 * perMyriad + ttl.count() % 10'000 * perMyriad / 10'000);
}

} // namespace larder
