#pragma once

#include "models/connectionprofile.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace larder {

class ConnectionForm;
class ConnectionList;

/// The connections that the user keeps: to choose, edit, test and open one. What is typed holds at once, as
/// soon as it names a database; until then the line below the fields says what is missing.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectionDialog(std::vector<ConnectionProfile> profiles, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<ConnectionProfile>& profiles() const { return m_profiles; }
    /// What came of testRequested(); passed over where another one, or what was typed since, is on screen.
    void showTest(const ConnectionProfile& tested, const QString& text);
    /// What else is to be said below the fields.
    void tell(const QString& text);
    /// The data sources of ODBC to choose from.
    void setOdbcSources(const QStringList& sources);
    /// Adds a new one and lets the user fill it in.
    void addNew();

Q_SIGNALS:
    void profilesChanged();
    void openRequested(const larder::ConnectionProfile& profile);
    void testRequested(const larder::ConnectionProfile& profile);

private:
    [[nodiscard]] QWidget* createListSide();
    [[nodiscard]] QWidget* createFormSide();
    void createListButtons(QVBoxLayout& layout);
    [[nodiscard]] ConnectionProfile* current();
    void showCurrent();
    void takeEdits();
    void add(ConnectionProfile profile);
    void duplicate();
    void remove();
    void importFile();
    [[nodiscard]] QString take(std::vector<ConnectionProfile> imported);
    void exportFile();
    void openCurrent();
    void test();

    std::vector<ConnectionProfile> m_profiles;
    // Being filled in, and not one of them yet.
    std::optional<ConnectionProfile> m_draft;
    // While a test of it is under way.
    std::optional<ConnectionProfile> m_tested;
    QLineEdit* m_search = nullptr;
    ConnectionList* m_list = nullptr;
    ConnectionForm* m_form = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_duplicate = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_open = nullptr;
};

} // namespace larder
