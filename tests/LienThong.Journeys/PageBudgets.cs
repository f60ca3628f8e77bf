namespace LienThong.Journeys;

/// <summary>What a page costs on a bad connection, from an empty cache, compressed as it travels. Kilobytes are of 1,024 bytes.</summary>
public sealed class PageBudgets(RunningHouse house)
{
    private const long Kilobyte = 1024;

    [Theory, InlineData("/"), InlineData("/services"), InlineData("/services/1.001193")]
    public async Task A_page_for_everybody_costs_at_most_100_kilobytes(string address) => Within(await house.Cold(address, null), 100, 10, 28);

    [Fact]
    public async Task The_list_of_ones_dossiers_costs_at_most_100_kilobytes()
    {
        var mother = await house.Visit(script: false);
        await mother.SignIn("Người dân");
        Within(await house.Cold("/my/dossiers", mother), 100, 10, 28);
    }

    [Theory, InlineData("/known"), InlineData("/questions/where")]
    public async Task A_page_of_a_form_costs_at_most_100_kilobytes(string screen)
    {
        var mother = await house.Visit(script: false);
        await mother.SignIn("Người dân");
        var draft = new Uri(await mother.Begin("1.004222")).AbsolutePath;
        Within(await house.Cold(draft + screen, mother), 100, 10, 28);
    }

    [Fact]
    public async Task The_officers_queue_costs_at_most_140_kilobytes()
    {
        var officer = await house.Visit(script: false);
        await officer.SignIn("Cán bộ một cửa");
        Within(await house.Cold("/work", officer), 140, 12, 40);
    }

    [Fact]
    public async Task The_leaders_home_costs_at_most_180_kilobytes()
    {
        var leader = await house.Visit(script: false);
        await leader.SignIn("Lãnh đạo");
        Within(await house.Cold("/insight", leader), 180, 14, 52);
        Within(await house.Cold("/insight/provinces/24", leader), 180, 14, 52);
    }

    [Fact]
    public async Task The_list_of_plans_costs_at_most_180_kilobytes()
    {
        var programme = await house.Visit(script: false);
        await programme.SignIn("Cán bộ theo dõi kế hoạch");
        Within(await house.Cold("/programme", programme), 180, 14, 52);
    }

    private static void Within(Transfer cost, long kilobytes, int requests, long scriptKilobytes)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{cost.Bytes / 1024.0:0.0} KB, {cost.Requests} requests, script {cost.ScriptBytes / 1024.0:0.0} KB, shift {cost.Shift:0.000}");
        cost.Bytes.ShouldBeInRange(10 * Kilobyte, kilobytes * Kilobyte, "bytes; fewer than the fonts alone means that nothing was measured");
        cost.Requests.ShouldBeInRange(3, requests);
        cost.ScriptBytes.ShouldBeLessThanOrEqualTo(scriptKilobytes * Kilobyte);
        cost.Shift.ShouldBeLessThanOrEqualTo(0.02);
    }
}
