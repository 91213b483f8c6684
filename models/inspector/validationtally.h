#pragma once

#include "cache/cachecontrol.h"

namespace larder {

/// Adds up what checks by hand found out, and tells it.
class ValidationTally
{
public:
    void add(const CacheControl::Check& check);
    /// A database could not be asked.
    void add(const Error& error);
    /// "2 entries still hold. 1 may have changed (…). Not validated: …"; empty as long as nothing was added.
    [[nodiscard]] QString text() const;

private:
    qint64 m_proven = 0;
    qint64 m_doubtful = 0;
    bool m_isAnswered = false;
    // Each of them once.
    QStringList m_doubts;
    QStringList m_errors;
};

} // namespace larder
