#pragma once

#include "models/inspector/entrywish.h"

#include <QObject>

class QMenu;

namespace larder {

class CacheEntryProxy;
class EntriesPane;

/// "Expire more": everything of the tables, connections and tags of the selected entries, and what a tag or a
/// pattern selects. Each shows first what it would hit, unless that is one entry.
class ExpireMenu final : public QObject
{
    Q_OBJECT

public:
    ExpireMenu(const EntriesPane& pane, const CacheEntryProxy& entries, QWidget* parent);

    /// Filled when it is about to be shown.
    [[nodiscard]] QMenu* menu() const { return m_menu; }

Q_SIGNALS:
    void expireRequested(const std::vector<larder::EntryId>& ids);
    void wished(const larder::EntryWish& wish);

private:
    void fill();
    void addTables(const std::vector<EntryInfo>& selected);
    void addConnections(const std::vector<EntryInfo>& selected);
    void addTags(const std::vector<EntryInfo>& selected);
    /// Asks for @p wish, whose entries are found when it is asked.
    void ask(const QString& question, const EntryWish& wish);
    void askForTag(const QString& tag);
    void askForPattern();
    [[nodiscard]] std::vector<EntryInfo> hitBy(const EntryWish& wish) const;
    [[nodiscard]] QString nameOf(const EntryInfo& entry) const;

    const EntriesPane& m_pane;
    const CacheEntryProxy& m_entries;
    QWidget* m_parent;
    QMenu* m_menu;
};

} // namespace larder
