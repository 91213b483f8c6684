#pragma once

#include "cache/connectionidentity.h"

#include <QString>

#include <vector>

namespace larder {

/// What the window calls the databases that entries are of.
class ConnectionNames
{
public:
    /// A database may be open more than once.
    void add(const ConnectionIdentity& identity, const QString& label)
    {
        m_names.push_back({identity, label});
    }
    /// The labels with commas; empty if none is open.
    [[nodiscard]] QString of(const ConnectionIdentity& identity) const
    {
        QString labels;
        for (const Name& name : m_names) {
            if (name.identity == identity)
                labels += (labels.isEmpty() ? QString() : QStringLiteral(", ")) + name.label;
        }
        return labels;
    }
    bool operator==(const ConnectionNames&) const = default;

private:
    struct Name
    {
        ConnectionIdentity identity;
        QString label;
        bool operator==(const Name&) const = default;
    };

    std::vector<Name> m_names;
};

} // namespace larder
