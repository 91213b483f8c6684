#pragma once

#include <QElapsedTimer>

namespace larder::test {

/// How many milliseconds @p work takes, which is also told as that of @p what.
template <typename Work>
[[nodiscard]] qint64 measured(const char* what, const Work& work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    qInfo("%s: %lld ms", what, clock.elapsed());
    return clock.elapsed();
}

} // namespace larder::test
