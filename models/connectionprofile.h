#pragma once

#include "models/connectiontarget.h"

#include <QColor>
#include <QStringList>

namespace larder {

/// A connection that the user keeps: how to reach the database and how to treat it. Never with a password.
struct ConnectionProfile
{
    /// Stays when all else is changed.
    QString id = {};
    /// Empty for the label of the target.
    QString name = {};
    /// Where it stands in the list: "Work/Shops"; empty for the top.
    QString folder = {};
    /// For parseConnectionTarget().
    QString address = {};
    /// Invalid for none.
    QColor colour = {};
    /// Nothing may be written over it.
    bool readOnly = false;
    /// What is done here counts.
    bool production = false;

    bool operator==(const ConnectionProfile&) const = default;
    /// Whether it makes no difference beside @p other: of the same name and address, and not more strictly
    /// marked.
    [[nodiscard]] bool isKnownBy(const ConnectionProfile& other) const;

    /// What to call it on screen.
    [[nodiscard]] QString label() const;
};

/// One with a new id.
[[nodiscard]] ConnectionProfile newProfile(const QString& address);

/// Profiles as a file holds them (JSON). It says what was left out and why.
struct ReadProfiles
{
    std::vector<ConnectionProfile> profiles = {};
    QStringList notes = {};
};

[[nodiscard]] QByteArray profilesJson(const std::vector<ConnectionProfile>& profiles);
/// The error of bytes that profilesJson() did not write. A profile without a usable address, or with a
/// password in it, is left out and told of; one whose id stands there twice gets a new one.
[[nodiscard]] Result<ReadProfiles> profilesFromJson(const QByteArray& json);

} // namespace larder
