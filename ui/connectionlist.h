#pragma once

#include "models/connectionprofile.h"

#include <QTreeWidget>

namespace larder {

/// The connections that are kept, by their folders, with a filter.
class ConnectionList final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ConnectionList(QWidget* parent = nullptr);

    /// The current one stays, if it is still there.
    void setProfiles(const std::vector<ConnectionProfile>& profiles);
    /// Shows only those whose name, folder or address contains @p text, in whatever case.
    void setFilterText(const QString& text);
    void select(const QString& id);
    /// Empty if none is.
    [[nodiscard]] QString currentId() const;

Q_SIGNALS:
    void connectionSelected(const QString& id);
    void activated(const QString& id);

private:
    [[nodiscard]] QTreeWidgetItem* folderItem(const QString& path);
    void applyFilter();
    /// The first connection that the filter passes; null if there is none.
    [[nodiscard]] QTreeWidgetItem* firstShown();

    QString m_filter;
};

} // namespace larder
