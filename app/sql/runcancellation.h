#pragma once

#include "cache/ids.h"

namespace larder {

/// Ends statements that a worker runs or is still to run.
class RunCancellation
{
public:
    RunCancellation() = default;
    RunCancellation(const RunCancellation&) = delete;
    RunCancellation& operator=(const RunCancellation&) = delete;
    virtual ~RunCancellation() = default;

    /// Asks for the end of @p run, running or still waiting; may be asked again. Called in the thread of the
    /// port, and never blocks it.
    virtual void request(RunId run) = 0;
    /// The port closes, and waits for its workers: no answer is worth waiting for any more. Called as
    /// request().
    virtual void close() { }
};

} // namespace larder
