#pragma once

#include <QtGlobal>

#include <chrono>

namespace larder::test {

/// How long other programs write beside Larder in a test: LARDER_WRITERS_SECONDS, or 10.
[[nodiscard]] inline std::chrono::seconds writersDuration()
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("LARDER_WRITERS_SECONDS", &isGiven);
    return std::chrono::seconds(isGiven ? given : 10);
}

} // namespace larder::test
