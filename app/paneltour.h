#pragma once

#include "app/application.h"
#include "app/tourhand.h"

namespace larder {

/// The part of a Tour that shows each panel of the inspector, filled by runs on the sample database.
class PanelTour final
{
public:
    struct Step
    {
        QString name;
        std::function<TourStop()> take;
    };

    /// @p application has the sample database open, and outlives the tour.
    explicit PanelTour(Application& application) : m_application(application) { }

    /// In their order; each needs those before it.
    [[nodiscard]] std::vector<Step> steps();

private:
    [[nodiscard]] TourStop entries();
    [[nodiscard]] TourStop detail(int tab);
    [[nodiscard]] TourStop rows();
    [[nodiscard]] TourStop statistics(int chart, bool asNumbers);
    [[nodiscard]] TourStop events();
    [[nodiscard]] TourStop flights();
    [[nodiscard]] TourStop why();
    [[nodiscard]] TourStop comparison();
    [[nodiscard]] TourStop reach();
    [[nodiscard]] TourStop expirePreview();

    void runAll(const QByteArray& script);
    [[nodiscard]] bool fill();
    [[nodiscard]] std::optional<EntryId> entryOf(const QByteArray& part);
    // From the menu of the selected entry.
    void chooseOfEntry(const char* name);
    template <typename Panel>
    Panel& goTo();
    template <typename Part>
    Part& part(const char* name);

    Application& m_application;
};

} // namespace larder
